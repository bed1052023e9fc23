"""Sends one due notice to its addressee's devices or e-mail address."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog

from gifter_app.use_cases.reminders.write_messages import WriteReminderMessages
from gifter_domain.identity.device import Platform
from gifter_domain.notifications.inbox import NewNotification
from gifter_domain.notifications.senders import Mail, Push, PushOutcome, TryLater
from gifter_domain.reminders.dispatch.due import DueNotice
from gifter_domain.reminders.dispatch.ports import Attempt, PushTarget
from gifter_domain.reminders.dispatch.rules import outcome_for_device
from gifter_domain.reminders.policy import Channel

_log = structlog.get_logger()

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class NoticeToSend:
    """A notice and the addressee's devices.

    `already_reached` are the ids of devices, or the e-mail address, that have the notice from an
    earlier attempt.
    """

    notice: DueNotice
    devices: Sequence[PushTarget]
    already_reached: Collection[str]


@dataclass(frozen=True, slots=True)
class SentNotice:
    """The result of sending a notice: an attempt for each device or address, and its inbox rows.

    If its text could not be written, there are no attempts and no rows, but a `failure`.
    """

    request: NoticeToSend
    attempts: Sequence[Attempt]
    inbox: Sequence[NewNotification]
    failure: TryLater | None = None

    @property
    def notice(self) -> DueNotice:
        return self.request.notice

    def has_any_of(self, reminder_ids: Collection[str]) -> bool:
        return any(reminder.id in reminder_ids for reminder in self.notice.reminders)

    @property
    def outcomes(self) -> list[PushOutcome]:
        made = [attempt.outcome for attempt in self.attempts]
        return [*made, self.failure] if self.failure else made


# a device id or a mail address, and the function that sends to it
_Sending = tuple[str, Callable[[], Awaitable[PushOutcome]]]


@dataclass(frozen=True, slots=True)
class WrittenNotice:
    """A notice in its addressee's language: its inbox rows and its messages to send.

    If its text could not be written, it has neither, but a `failure`.
    """

    request: NoticeToSend
    inbox: Sequence[NewNotification]
    sending: Sequence[_Sending]
    failure: TryLater | None = None

    def unsent(self) -> SentNotice:
        """Returns the result if there is nothing to send."""
        return SentNotice(self.request, [], self.inbox, self.failure)


class SendNotices:
    """Sends notices to many devices and addresses concurrently, up to a limit.

    If sending to one device fails, the others still get the notice. Mail goes only to a verified
    address.
    """

    def __init__(
        self, messages: WriteReminderMessages, pushes: Mapping[Platform, Push], mail: Mail
    ) -> None:
        self._messages = messages
        self._pushes = pushes
        self._mail = mail
        self._limit = asyncio.Semaphore(_AT_ONCE)

    async def write(
        self, requests: Sequence[NoticeToSend], now: datetime
    ) -> Sequence[WrittenNotice]:
        """Writes the notices. Never raises: an error becomes the failure of its notice."""
        # In a thread: the name of a holiday takes long when a process first needs it.
        return await asyncio.to_thread(lambda: [self._written(each, now) for each in requests])

    async def send(self, written: WrittenNotice) -> SentNotice:
        """Sends the notice. Never raises: an error becomes the outcome of an attempt."""
        attempts = await asyncio.gather(*(self._attempt(*each) for each in written.sending))
        return SentNotice(written.request, attempts, written.inbox)

    def _written(self, request: NoticeToSend, now: datetime) -> WrittenNotice:
        try:
            inbox = self._messages.inbox(request.notice, now)
            return WrittenNotice(request, inbox, self._sending_of(request, now))
        except Exception as error:  # a notice that cannot be written must not stop the others
            _log.exception("notice_not_said", notice_id=request.notice.id)
            return WrittenNotice(request, [], [], TryLater(None, repr(error)[:300]))

    def _sending_of(self, request: NoticeToSend, now: datetime) -> list[_Sending]:
        if request.notice.reminders[0].key.channel is Channel.EMAIL:
            return self._mailing(request, now)
        return self._pushing(request, now)

    def _mailing(self, request: NoticeToSend, now: datetime) -> list[_Sending]:
        address = request.notice.addressee.email
        if address is None or address in request.already_reached:
            return []
        message = self._messages.mail(request.notice, address, now)
        return [(address, lambda: self._mail.send(message))]

    def _pushing(self, request: NoticeToSend, now: datetime) -> list[_Sending]:
        devices = [
            device
            for device in request.devices
            if device.platform in self._pushes and device.id not in request.already_reached
        ]
        if not devices:
            return []
        notice = self._messages.push(request.notice, now)

        async def push(device: PushTarget) -> PushOutcome:
            outcome = await self._pushes[device.platform].send(device.token, notice)
            return outcome_for_device(outcome, device.registered_at)

        return [(device.id, partial(push, device)) for device in devices]

    async def _attempt(self, target: str, send: Callable[[], Awaitable[PushOutcome]]) -> Attempt:
        async with self._limit:
            try:
                return Attempt(target, await send())
            except Exception as error:  # a sender should not raise; if one does, the others go on
                _log.exception("sender_raised")
                return Attempt(target, TryLater(None, repr(error)[:300]))
