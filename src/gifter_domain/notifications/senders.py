"""Ports that send a notice to a person: by push to one device, by mail to one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from gifter_domain.shared.errors import Unavailable


class SenderUnusable(Unavailable):
    """The sender's configuration is wrong, so that no message at all can be sent."""

    code = "sender_unusable"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice for one device, in its user's language.

    `id` is a UUID derived from the notice's content, so that sending it again repeats it and adds
    nothing. A notice replaces an earlier one on the device with the same `collapse_key` (at most 64
    bytes) and is grouped with others of the same `thread`. `data` is for the app: a deep link and
    ids. After `expires_at` the notice must not be shown any more.
    """

    id: str
    title: str
    body: str
    data: Mapping[str, str]
    collapse_key: str
    thread: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class MailMessage:
    """One message to one address, as text and as HTML.

    `message_id` ("<…@…>") identifies the message to mail systems and is the same for every attempt.
    A POST to `unsubscribe_url` ends such mail without further questions (RFC 8058).
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The provider has accepted the message."""


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """The token no longer reaches a device since that instant, or never did if `since` is None.

    If the device registered the token again after `since`, the token is valid and stays.
    """

    since: datetime | None


@dataclass(frozen=True, slots=True)
class TryLater:
    """A later attempt may succeed, but not before `after` has passed, if the provider said so."""

    after: timedelta | None
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No later attempt can succeed."""

    reason: str


PushOutcome = Delivered | DeviceGone | TryLater | Refused
MailOutcome = Delivered | TryLater | Refused


class Push(Protocol):
    """Sends to devices of one platform.

    A repeated notice is shown once if the platform supports that.
    """

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        """Sends the notice to one device and returns the provider's answer as an outcome.

        Shortens a title or body that is too long for the platform.
        """
        ...


class Mail(Protocol):
    """Sends to mail addresses. A message that is sent again may arrive again, with the same id."""

    async def send(self, message: MailMessage) -> MailOutcome:
        """Sends the message and returns the mail server's answer as an outcome."""
        ...
