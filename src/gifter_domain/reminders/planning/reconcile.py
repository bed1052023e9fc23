"""Compares planned reminders with stored ones and decides which rows to write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gifter_domain.reminders.planning.timing import PlannedReminder, ReminderKey, Rule
from gifter_domain.reminders.policy import Channel
from gifter_domain.shared.expiry import is_expired

NO_LONGER_PLANNED = "no longer planned"  # why a reminder is CANCELLED


class ReminderStatus(StrEnum):
    """The status of a stored reminder.

    CANCELLED is no longer wanted; SKIPPED was too late to be of use.
    """

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    CANCELLED = "CANCELLED"


_FINISHED = (ReminderStatus.SENT, ReminderStatus.FAILED, ReminderStatus.SKIPPED)


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """A row of the schedule. `sent_at` is when the first device or address got it, if one did.

    A `withdrawn` row is SENDING and will not be tried again if the attempt fails for now.
    """

    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    rule: Rule
    status: ReminderStatus
    sent_at: datetime | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that make the stored rows match the plan. Each key is in at most one of them.

    `add` has planned reminders without a row. `move` gives a QUEUED row new times or a new rule.
    `revive` makes a CANCELLED row QUEUED. `cancel` makes a QUEUED row CANCELLED, or SENT if
    somebody has it. `withdraw` marks a SENDING row: instead of QUEUED it becomes CANCELLED or SENT,
    and is planned again. `restore` removes that mark.
    """

    add: tuple[PlannedReminder, ...]
    move: tuple[PlannedReminder, ...]
    revive: tuple[PlannedReminder, ...]
    cancel: tuple[ReminderKey, ...]
    withdraw: tuple[ReminderKey, ...] = ()
    restore: tuple[ReminderKey, ...] = ()


NO_CHANGES = Changes((), (), (), ())


def reconcile(
    planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder], now: datetime
) -> Changes:
    """Returns the changes to write. `stored` has every row whose occurrence is not over.

    A reminder that somebody has is never moved: it is tried again as it is, or it is SENT. Rows
    that are SENT, FAILED or SKIPPED never change and are never planned again. A SENDING row is left
    to its sender, but is not tried again unless it still matches the plan. A QUEUED row that is of
    no more use is left to dispatch, which marks it as SKIPPED. Applying the changes and reconciling
    again at the same `now` gives no changes.
    """
    rows = {row.key: row for row in stored}
    sent = sent_reminders(rows.values(), now)
    wanted = {each.key: each for each in planned if not is_superseded_catch_up(each, sent)}
    known = {key: rows[key] for key in wanted.keys() & rows.keys()}
    return Changes(
        add=_in_order(wanted[key] for key in wanted.keys() - rows.keys()),
        move=_in_order(
            wanted[key]
            for key, row in known.items()
            if row.status is ReminderStatus.QUEUED
            and row.sent_at is None
            and not _matches_plan(row, wanted[key], now)
        ),
        revive=_in_order(
            wanted[key] for key, row in known.items() if row.status is ReminderStatus.CANCELLED
        ),
        cancel=tuple(key for key, row in rows.items() if _is_to_cancel(row, wanted.get(key), now)),
        withdraw=tuple(
            key
            for key, row in rows.items()
            if is_to_withdraw(row, wanted.get(key), now) and not row.withdrawn
        ),
        restore=tuple(
            key
            for key, row in rows.items()
            if row.withdrawn and not is_to_withdraw(row, wanted.get(key), now)
        ),
    )


def times_to_send(stored: Iterable[StoredReminder]) -> Mapping[ReminderKey, datetime]:
    """Returns the times of the stored reminders that are still to be sent."""
    unsent = (ReminderStatus.QUEUED, ReminderStatus.SENDING)
    return {row.key: row.scheduled_for for row in stored if row.status in unsent}


def not_yet_sent(
    planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder], now: datetime
) -> Sequence[PlannedReminder]:
    """Returns the planned reminders that nobody has yet; `stored` is as in `reconcile`."""
    rows = {row.key: row for row in stored}
    sent = sent_reminders(rows.values(), now)
    finished = {row.key for row in rows.values() if row.status in _FINISHED}
    return [
        each
        for each in planned
        if each.key not in finished and not is_superseded_catch_up(each, sent)
    ]


SentReminders = Mapping[tuple[str, date, Channel], Sequence[tuple[ReminderKey, datetime]]]


def sent_reminders(rows: Iterable[StoredReminder], now: datetime) -> SentReminders:
    """Returns the sent reminders and their times, by occasion, occurrence and channel.

    A reminder that is SENDING counts as sent at `now`.
    """
    sent: dict[tuple[str, date, Channel], list[tuple[ReminderKey, datetime]]] = {}
    for row in rows:
        at = now if row.status is ReminderStatus.SENDING else row.sent_at
        if at is not None:
            occurrence = (row.key.occasion_id, row.key.occurrence_on, row.key.channel)
            sent.setdefault(occurrence, []).append((row.key, at))
    return sent


def is_superseded_catch_up(planned: PlannedReminder, sent: SentReminders) -> bool:
    """Returns whether this is a catch-up and a later reminder of its occurrence was already sent.

    Without this rule each new plan would find another missed reminder to catch up. Reminders of
    another date of the occasion do not count: they were sent before the date was changed.
    """
    if planned.rule is not Rule.CATCH_UP:
        return False
    key = planned.key
    sent_here = sent.get((key.occasion_id, key.occurrence_on, key.channel), ())
    return any(other != key and at >= planned.intended_at for other, at in sent_here)


def is_to_withdraw(row: StoredReminder, planned: PlannedReminder | None, now: datetime) -> bool:
    """Returns whether the SENDING row must not be tried again, because it no longer matches the
    plan.

    A row that is of no more use is not tried again anyway.
    """
    if row.status is not ReminderStatus.SENDING or is_expired(row.useful_until, now):
        return False
    return planned is None or not _matches_plan(row, planned, now)


def _matches_plan(row: StoredReminder, planned: PlannedReminder, now: datetime) -> bool:
    """Returns whether the row matches the plan.

    If both are due already, their times need not be equal.
    """
    if row.useful_until != planned.useful_until:
        return False
    both_due = row.scheduled_for <= now and planned.scheduled_for <= now
    return both_due or (row.scheduled_for, row.rule) == (planned.scheduled_for, planned.rule)


def keeps_notice(status_before: ReminderStatus, planned: PlannedReminder, now: datetime) -> bool:
    """Returns whether a moved or revived reminder stays in the notice in which it was tried.

    It leaves the notice if the others are sent without it. Otherwise its later push would replace
    theirs on the screen, and a mail with the same id might be dropped as a duplicate.
    """
    return status_before is ReminderStatus.QUEUED and planned.scheduled_for <= now


def _is_to_cancel(row: StoredReminder, planned: PlannedReminder | None, now: datetime) -> bool:
    if row.status is not ReminderStatus.QUEUED or is_expired(row.useful_until, now):
        return False
    return planned is None or (row.sent_at is not None and not _matches_plan(row, planned, now))


def _in_order(planned: Iterable[PlannedReminder]) -> tuple[PlannedReminder, ...]:
    """Sorts the reminders, so that concurrent writers lock rows in the same order."""
    return tuple(sorted(planned, key=lambda each: each.key))
