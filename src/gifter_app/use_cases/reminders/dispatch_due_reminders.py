"""Tells people what is due, each thing once, whatever stops or repeats the telling."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from gifter_app.use_cases.reminders.send_notices import Addressed, SendNotices, Told
from gifter_domain.notifications.senders import DeviceGone
from gifter_domain.reminders.dispatch_ports import DispatchTransaction, DispatchTransactions
from gifter_domain.reminders.dispatching import (
    ReminderOutcome,
    deferred_until,
    drop_reason,
    group_into_notices,
    outcome_if_withdrawn,
    outcome_of_attempt,
    outcome_of_dropped,
)
from gifter_domain.reminders.due import DueNotice
from gifter_domain.reminders.mornings import with_rest_of_morning
from gifter_domain.shared.system import IdFactory, SharedClock

_log = structlog.get_logger()

LEASE = timedelta(seconds=120)
_BATCH = 100


@dataclass(frozen=True, slots=True)
class _Batch:
    """Notices that are this process's to tell until the lease ends."""

    lease_id: str
    due: int
    notices: Sequence[Addressed]


class DispatchDueReminders:
    """Takes due reminders under a lease, tells them outside any transaction, records the outcome.

    - A notice has one id however often it is told, so that a device shows it once though its
      worker died between sending and recording. Mail may then come twice, with one Message-ID.
    - What a device or address has is not sent there again.
    - Whatever is told stands in the inbox, once for each reminder, even where nothing took it.
    - What fails for now is tried again, less and less often, until it has lost its use. What lost
      it before it was told is skipped.
    - What planning withdraws while it is told is not tried again as it was, but planned anew.
    - What comes to lie in quiet hours because it is late, or is tried again, waits for their end,
      unless it would lose its use.
    - "Due" goes by the database's clock: a wrong clock of a worker tells nothing early and loses
      nothing.
    """

    def __init__(
        self,
        transactions: DispatchTransactions,
        send_notices: SendNotices,
        clock: SharedClock,
        ids: IdFactory,
        jitter: Callable[[], float],
        lease: timedelta = LEASE,
    ) -> None:
        self._transactions = transactions
        self._send_notices = send_notices
        self._clock = clock
        self._ids = ids
        self._jitter = jitter
        self._lease = lease

    async def execute(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Goes on until nothing is due, or to the end of the batch in which `stopping` turned true.

        Returns how many reminders were due, or told with one that was.
        """
        now = await self._clock.now()
        async with self._transactions() as tx:
            await tx.reminder_dispatch.release_expired(now)
        handled = 0
        while not stopping() and (batch := await self._claim()).due:
            await self._tell(batch)
            handled += batch.due
        return handled

    async def preview(self) -> list[DueNotice]:
        """The notices that would be told next; nothing changes."""
        now = await self._clock.now()
        async with self._transactions() as tx:
            due = with_rest_of_morning(await tx.reminder_dispatch.due(_BATCH, now), now)
        told = group_into_notices(one for one in due if drop_reason(one, now) is None)
        return [notice for notice in told if deferred_until(notice, now) is None]

    async def _claim(self) -> _Batch:
        now, lease_id = await self._clock.now(), self._ids.new_id()
        async with self._transactions() as tx:
            due = with_rest_of_morning(await tx.reminder_dispatch.due(_BATCH, now), now)
            ended = {
                one.id: outcome_of_dropped(one, why)
                for one in due
                if (why := drop_reason(one, now))
            }
            if ended:
                await tx.reminder_dispatch.drop(ended, now)
            willing = group_into_notices(one for one in due if one.id not in ended)
            waiting = {one.id: until for one in willing if (until := deferred_until(one, now))}
            if waiting:
                await tx.reminder_dispatch.defer(_of_each(willing, waiting), now)
            told = [one for one in willing if one.id not in waiting]
            if told:
                await tx.reminder_dispatch.lease(told, lease_id, now + self._lease)
            return _Batch(lease_id, len(due), await _addressed(tx, told))

    async def _tell(self, batch: _Batch) -> None:
        """Records each notice as soon as it is told: whatever is told by then at once.

        The lease begins anew with each record, so that it lasts for as long as senders answer.
        """
        now = await self._clock.now()
        telling = {
            asyncio.create_task(self._send_notices.execute(each, now)) for each in batch.notices
        }
        try:
            while telling:
                told, telling = await asyncio.wait(
                    telling,
                    timeout=self._lease.total_seconds(),
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if not told:  # the lease is lost, and whoever has it now tells the rest
                    _log.warning("notices_hang", count=len(telling))
                    return
                await self._record(batch.lease_id, [one.result() for one in told])
        finally:
            for unfinished in telling:
                unfinished.cancel()

    async def _record(self, lease_id: str, told: Sequence[Told]) -> None:
        now = await self._clock.now()
        reminders = [(one, each) for one in told for each in one.notice.reminders]
        endings = {key: end for one in told for key, end in self._endings(one, now)}
        async with self._transactions() as tx:
            gone = await tx.reminder_dispatch.lock_withdrawn(lease_id)
            endings |= {key: outcome_if_withdrawn(endings[key]) for key in gone & endings.keys()}
            held = await tx.reminder_dispatch.finish(endings, lease_id, now)
            await tx.reminder_dispatch.renew(lease_id, now + self._lease)
            await tx.reminder_dispatch.record_attempts(
                {each.id: one.attempts for one, each in reminders}, now
            )
            await tx.inbox.add([row for one in told if one.is_any_of(held) for row in one.inbox])
            await _remove_gone_devices(tx, told)

    def _endings(self, told: Told, now: datetime) -> Iterator[tuple[str, ReminderOutcome]]:
        jitter, had = self._jitter(), bool(told.addressed.had)
        for reminder in told.notice.reminders:
            yield reminder.id, outcome_of_attempt(reminder, told.outcomes, now, jitter, had=had)


def _of_each(made: Sequence[DueNotice], waiting: Mapping[str, datetime]) -> dict[str, datetime]:
    """Until when the reminders of these notices wait, by their own ids."""
    return {
        reminder.id: waiting[notice.id]
        for notice in made
        if notice.id in waiting
        for reminder in notice.reminders
    }


async def _addressed(tx: DispatchTransaction, told: Sequence[DueNotice]) -> list[Addressed]:
    devices = await tx.reminder_dispatch.devices({notice.reader.id for notice in told})
    had = await tx.reminder_dispatch.already_reached(told)
    return [Addressed(each, devices[each.reader.id], had[each.id]) for each in told]


async def _remove_gone_devices(tx: DispatchTransaction, told: Sequence[Told]) -> None:
    for one in told:
        tokens = {device.id: device.registered_at for device in one.addressed.devices}
        for attempt in one.attempts:
            if isinstance(attempt.outcome, DeviceGone):
                await tx.reminder_dispatch.remove_device(
                    one.notice.reader.id, attempt.target, tokens[attempt.target]
                )
