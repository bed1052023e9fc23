"""Sends due reminders, each once, even if a worker stops in between or the work is repeated."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from gifter_app.use_cases.reminders.send_notices import NoticeToSend, SendNotices, SentNotice
from gifter_domain.notifications.senders import DeviceGone
from gifter_domain.reminders.dispatch.due import DueNotice
from gifter_domain.reminders.dispatch.mornings import with_rest_of_morning
from gifter_domain.reminders.dispatch.ports import DispatchTransaction, DispatchTransactions
from gifter_domain.reminders.dispatch.rules import (
    ReminderOutcome,
    deferred_until,
    drop_reason,
    group_into_notices,
    outcome_if_withdrawn,
    outcome_of_attempt,
    outcome_of_dropped,
)
from gifter_domain.reminders.policy import Channel
from gifter_domain.shared.system import IdFactory, SharedClock

_log = structlog.get_logger()

_MAIL = Channel.EMAIL
LEASE = timedelta(seconds=120)
BATCH = 64  # due reminders: their users are locked for about a millisecond of computing


@dataclass(frozen=True, slots=True)
class _Batch:
    """The notices that this process may send until the lease expires."""

    lease_id: str
    due: int
    notices: Sequence[NoticeToSend]


class DispatchDueReminders:
    """Leases due reminders, sends them outside any transaction, and records the outcome.

    - A notice keeps one id over all attempts, so that a device shows it once even if the worker
      dies between sending and recording. An e-mail may then arrive twice, with one Message-ID.
    - A device or address that has the notice does not get it again.
    - Each reminder is added to the inbox once, even if no device or address accepted the notice.
    - A temporary failure is retried at growing intervals until the reminder is of no more use. A
      reminder that is of no more use before its first attempt is skipped.
    - A reminder that planning withdraws during an attempt is not retried; it is planned anew.
    - A late reminder or a retry that falls into quiet hours is deferred to their end, unless it
      would be of no more use then.
    - The database's clock decides what is due: with a wrong clock, a worker sends nothing early
      and loses nothing.
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
        """Sends batches until nothing is due, or until `stopping` returns true after a batch.

        Returns the number of reminders handled: due ones, and later ones that joined their digest.
        """
        now = await self._clock.now()
        async with self._transactions() as tx:
            await tx.reminder_dispatch.release_expired(now)
        handled = 0
        while not stopping() and (batch := await self._lease_batch()).due:
            await self._send(batch)
            handled += batch.due
        return handled

    async def preview(self) -> list[DueNotice]:
        """Returns the notices that would be sent next, without changing anything."""
        now = await self._clock.now()
        async with self._transactions() as tx:
            due = with_rest_of_morning(await tx.reminder_dispatch.due(BATCH, now), now)
        notices = group_into_notices(one for one in due if drop_reason(one, now) is None)
        return [notice for notice in notices if deferred_until(notice, now) is None]

    async def _lease_batch(self) -> _Batch:
        now, lease_id = await self._clock.now(), self._ids.new_id()
        async with self._transactions() as tx:
            due = with_rest_of_morning(await tx.reminder_dispatch.due(BATCH, now), now)
            dropped = {
                one.id: outcome_of_dropped(one, why)
                for one in due
                if (why := drop_reason(one, now))
            }
            if dropped:
                await tx.reminder_dispatch.drop(dropped, now)
            notices = group_into_notices(one for one in due if one.id not in dropped)
            deferred = {one.id: until for one in notices if (until := deferred_until(one, now))}
            if deferred:
                await tx.reminder_dispatch.defer(_by_reminder(notices, deferred), now)
            leased = [one for one in notices if one.id not in deferred]
            if leased:
                await tx.reminder_dispatch.lease(leased, lease_id, now + self._lease)
            return _Batch(lease_id, len(due), await _to_send(tx, leased))

    async def _send(self, batch: _Batch) -> None:
        """Sends all notices at once, and records each group as soon as it is sent.

        Notices for the inbox alone are recorded first, without a task for each.

        Each record but the last renews the lease, so that it lasts for as long as senders answer.
        """
        now = await self._clock.now()
        written = await self._send_notices.write(batch.notices, now)
        sending = {
            asyncio.create_task(self._send_notices.send(each)) for each in written if each.sending
        }
        try:
            if complete := [each.unsent() for each in written if not each.sending]:
                await self._record(batch.lease_id, complete, unfinished=bool(sending))
            while sending:
                sent, sending = await asyncio.wait(
                    sending,
                    timeout=self._lease.total_seconds(),
                    return_when=asyncio.FIRST_COMPLETED,
                )
                if not sent:  # the lease has expired: the worker that takes it sends the rest
                    _log.warning("notices_hang", count=len(sending))
                    return
                results = [one.result() for one in sent]
                await self._record(batch.lease_id, results, unfinished=bool(sending))
        finally:
            for unfinished in sending:
                unfinished.cancel()

    async def _record(self, lease_id: str, sent: Sequence[SentNotice], *, unfinished: bool) -> None:
        now = await self._clock.now()
        reminders = [(one, each) for one in sent for each in one.notice.reminders]
        outcomes = {key: outcome for one in sent for key, outcome in self._outcomes(one, now)}
        async with self._transactions() as tx:
            gone = await tx.reminder_dispatch.lock_withdrawn(lease_id)
            outcomes |= {key: outcome_if_withdrawn(outcomes[key]) for key in gone & outcomes.keys()}
            recorded = await tx.reminder_dispatch.finish(outcomes, lease_id, now)
            if unfinished:
                await tx.reminder_dispatch.renew(lease_id, now + self._lease)
            await tx.reminder_dispatch.record_attempts(
                {each.id: one.attempts for one, each in reminders}, now
            )
            await tx.inbox.add(
                [row for one in sent if one.has_any_of(recorded) for row in one.inbox]
            )
            await _remove_gone_devices(tx, sent)

    def _outcomes(self, sent: SentNotice, now: datetime) -> Iterator[tuple[str, ReminderOutcome]]:
        jitter, had = self._jitter(), bool(sent.request.already_reached)
        for reminder in sent.notice.reminders:
            yield reminder.id, outcome_of_attempt(reminder, sent.outcomes, now, jitter, had=had)


def _by_reminder(
    notices: Sequence[DueNotice], deferred: Mapping[str, datetime]
) -> dict[str, datetime]:
    """Returns the end of the wait for each reminder of a deferred notice, by reminder id."""
    return {
        reminder.id: deferred[notice.id]
        for notice in notices
        if notice.id in deferred
        for reminder in notice.reminders
    }


async def _to_send(tx: DispatchTransaction, notices: Sequence[DueNotice]) -> list[NoticeToSend]:
    devices = await tx.reminder_dispatch.devices({notice.addressee.id for notice in notices})
    reached = await tx.reminder_dispatch.already_reached(notices)
    mailed = [one.id for each in notices for one in each.reminders if one.key.channel is _MAIL]
    gifts = await tx.reminder_dispatch.gifts(mailed)
    return [
        NoticeToSend(
            each.with_gifts(gifts) if gifts else each,
            devices[each.addressee.id],
            reached[each.id],
        )
        for each in notices
    ]


async def _remove_gone_devices(tx: DispatchTransaction, sent: Sequence[SentNotice]) -> None:
    for one in sent:
        tokens = {device.id: device.registered_at for device in one.request.devices}
        for attempt in one.attempts:
            if isinstance(attempt.outcome, DeviceGone):
                await tx.reminder_dispatch.remove_device(
                    one.notice.addressee.id, attempt.target, tokens[attempt.target]
                )
