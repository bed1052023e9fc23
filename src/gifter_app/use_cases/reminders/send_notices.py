"""Sends one due notice to wherever its reader is."""

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
from gifter_domain.reminders.dispatch_ports import Attempt, PushTarget
from gifter_domain.reminders.dispatching import outcome_for_device
from gifter_domain.reminders.due import DueNotice
from gifter_domain.reminders.policy import Channel

_log = structlog.get_logger()

_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Addressed:
    """A notice, the reader's devices, and which of them, or which address, has it already."""

    notice: DueNotice
    devices: Sequence[PushTarget]
    had: Collection[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a notice: at each place, and in words for the inbox, if it could be said."""

    addressed: Addressed
    attempts: Sequence[Attempt]
    inbox: Sequence[NewNotification]
    failure: TryLater | None = None

    @property
    def notice(self) -> DueNotice:
        return self.addressed.notice

    def is_any_of(self, reminder_ids: Collection[str]) -> bool:
        return any(reminder.id in reminder_ids for reminder in self.notice.reminders)

    @property
    def outcomes(self) -> list[PushOutcome]:
        made = [attempt.outcome for attempt in self.attempts]
        return [*made, self.failure] if self.failure else made


class SendNotices:
    """Devices of a notice, and several notices, are sent to side by side, up to a limit.

    One device that fails keeps no other from its notice. Mail goes to a verified address alone.
    """

    def __init__(
        self, messages: WriteReminderMessages, pushes: Mapping[Platform, Push], mail: Mail
    ) -> None:
        self._messages = messages
        self._pushes = pushes
        self._mail = mail
        self._sending = asyncio.Semaphore(_AT_ONCE)

    async def execute(self, addressed: Addressed, now: datetime) -> Told:
        """Never raises; whatever goes wrong is an outcome."""
        try:
            inbox = self._messages.inbox(addressed.notice, now)
            sending = self._sending_of(addressed, now)
        except Exception as error:  # one notice that cannot be said holds back no other
            _log.exception("notice_not_said", notice_id=addressed.notice.id)
            return Told(addressed, [], [], TryLater(None, repr(error)[:300]))
        return Told(addressed, await asyncio.gather(*sending), inbox)

    def _sending_of(self, addressed: Addressed, now: datetime) -> list[Awaitable[Attempt]]:
        if addressed.notice.reminders[0].key.channel is Channel.EMAIL:
            return self._mailing(addressed, now)
        return self._pushing(addressed, now)

    def _mailing(self, addressed: Addressed, now: datetime) -> list[Awaitable[Attempt]]:
        address = addressed.notice.reader.email
        if address is None or address in addressed.had:
            return []
        message = self._messages.mail(addressed.notice, address, now)
        return [self._attempt(address, lambda: self._mail.send(message))]

    def _pushing(self, addressed: Addressed, now: datetime) -> list[Awaitable[Attempt]]:
        shown = self._messages.push(addressed.notice, now)

        async def push(device: PushTarget) -> PushOutcome:
            outcome = await self._pushes[device.platform].send(device.token, shown)
            return outcome_for_device(outcome, device.registered_at)

        return [
            self._attempt(device.id, partial(push, device))
            for device in addressed.devices
            if device.platform in self._pushes and device.id not in addressed.had
        ]

    async def _attempt(self, target: str, send: Callable[[], Awaitable[PushOutcome]]) -> Attempt:
        async with self._sending:
            try:
                return Attempt(target, await send())
            except Exception as error:  # senders do not raise; if one does, others still send
                _log.exception("sender_raised")
                return Attempt(target, TryLater(None, repr(error)[:300]))
