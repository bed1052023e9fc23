"""The ports to what carries a notice to a person: push to one device, mail to one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from gifter_domain.shared.errors import Unavailable


class SenderUnusable(Unavailable):
    """It is set up in a way that cannot work, whatever is sent."""

    code = "sender_unusable"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one device shows, in its user's language.

    `id` is a UUID made from what the notice tells, so that sending it again repeats and does not
    add. On the device a notice replaces one with the same `collapse_key` (at most 64 bytes) and is
    grouped with those of the same `thread`. `data` is for the app: a deep link, ids. After
    `expires_at` it is no longer worth showing.
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

    `message_id` names the message to mail systems ("<…@…>"), the same whenever it is sent again.
    A POST to `unsubscribe_url` ends such mail without asking anything (RFC 8058).
    """

    to: str
    subject: str
    text: str
    html: str
    message_id: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The provider has taken it over."""


@dataclass(frozen=True, slots=True)
class DeviceGone:
    """The token reaches no device any more: since that instant, or None when it never did.

    A token that the device registered after `since` is a new one and stays.
    """

    since: datetime | None


@dataclass(frozen=True, slots=True)
class TryLater:
    """It may well work later: not before `after` has passed, where the provider said so."""

    after: timedelta | None
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It will not work, however often it is tried."""

    reason: str


PushOutcome = Delivered | DeviceGone | TryLater | Refused
MailOutcome = Delivered | TryLater | Refused


class Push(Protocol):
    """Devices of one platform. Sending a notice again shows it once, where the platform can."""

    async def send(self, token: str, notice: Notice) -> PushOutcome:
        """Hands the notice over for one device; whatever the provider answers is an outcome.

        A title and body too long for the platform are shortened.
        """
        ...


class Mail(Protocol):
    """Addresses of people. Mail that is sent again may arrive again, with the same id."""

    async def send(self, message: MailMessage) -> MailOutcome:
        """Hands the message over; whatever the mail server answers is an outcome."""
        ...
