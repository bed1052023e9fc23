"""The difference between what is planned and what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gifter_domain.reminders.planning import PlannedReminder, ReminderKey, Rule
from gifter_domain.reminders.policy import Channel
from gifter_domain.shared.expiry import is_expired

NO_LONGER_PLANNED = "no longer planned"  # why a reminder is CANCELLED


class ReminderStatus(StrEnum):
    """CANCELLED is no longer wanted, SKIPPED was too late to be of use."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    CANCELLED = "CANCELLED"


_USED_UP = (ReminderStatus.SENT, ReminderStatus.FAILED, ReminderStatus.SKIPPED)


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """A row of the schedule; `sent_at` is when somebody had it first, also while others have not.

    `withdrawn` is one that is SENDING, and that will not be tried again if that fails for now.
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
    """What makes the stored rows the planned ones; each key is in one of these at most.

    `add` has no row yet, `move` gives a QUEUED row other times or another rule, `revive` makes a
    CANCELLED row QUEUED with these, `cancel` makes a QUEUED row CANCELLED, or SENT if somebody has
    it. `withdraw` has a SENDING row become that, and planned anew, where it would be QUEUED again;
    `restore` takes that back.
    """

    add: tuple[PlannedReminder, ...]
    move: tuple[PlannedReminder, ...]
    revive: tuple[PlannedReminder, ...]
    cancel: tuple[ReminderKey, ...]
    withdraw: tuple[ReminderKey, ...] = ()
    restore: tuple[ReminderKey, ...] = ()


def reconcile(
    planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder], now: datetime
) -> Changes:
    """What to write, `stored` being every row whose occurrence is not over, in any status.

    What somebody has is never moved: either it is tried again as it is, or it is SENT.
    What is SENT, FAILED or SKIPPED stays as it is, and is never planned anew. What is SENDING is
    left to who sends it, but not tried again unless that is as planned. What is QUEUED and past its
    use is left to dispatch, which says that it was skipped. Once more with what this gave, and at
    the same `now`, there is nothing to write.
    """
    rows = {row.key: row for row in stored}
    told = sent_reminders(rows.values(), now)
    wanted = {each.key: each for each in planned if not is_superseded_catch_up(each, told)}
    known = {key: rows[key] for key in wanted.keys() & rows.keys()}
    return Changes(
        add=_in_order(wanted[key] for key in wanted.keys() - rows.keys()),
        move=_in_order(
            wanted[key]
            for key, row in known.items()
            if row.status is ReminderStatus.QUEUED
            and row.sent_at is None
            and not _stands(row, wanted[key], now)
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


def not_yet_sent(
    planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder], now: datetime
) -> Sequence[PlannedReminder]:
    """Those of the planned that nobody was told yet; `stored` is as in `reconcile`."""
    rows = {row.key: row for row in stored}
    told = sent_reminders(rows.values(), now)
    used_up = {row.key for row in rows.values() if row.status in _USED_UP}
    return [
        each
        for each in planned
        if each.key not in used_up and not is_superseded_catch_up(each, told)
    ]


SentReminders = Mapping[tuple[str, date, Channel], Sequence[tuple[ReminderKey, datetime]]]


def sent_reminders(rows: Iterable[StoredReminder], now: datetime) -> SentReminders:
    """What told the user of each occurrence through each channel, and when; now, if underway."""
    told: dict[tuple[str, date, Channel], list[tuple[ReminderKey, datetime]]] = {}
    for row in rows:
        at = now if row.status is ReminderStatus.SENDING else row.sent_at
        if at is not None:
            of = (row.key.occasion_id, row.key.occurrence_on, row.key.channel)
            told.setdefault(of, []).append((row.key, at))
    return told


def is_superseded_catch_up(planned: PlannedReminder, told: SentReminders) -> bool:
    """Whether what is to be caught up was followed by another reminder of its occurrence.

    Then there is nothing to catch up, or each plan would find another one to send late. What told
    of another day than that told nothing of this one: the day was moved.
    """
    if planned.rule is not Rule.CATCH_UP:
        return False
    key = planned.key
    tellings_of_it = told.get((key.occasion_id, key.occurrence_on, key.channel), ())
    return any(other != key and at >= planned.intended_at for other, at in tellings_of_it)


def is_to_withdraw(row: StoredReminder, planned: PlannedReminder | None, now: datetime) -> bool:
    """Whether what is being sent is not to be tried again: it is planned otherwise, or not at all.

    One that is past its use is not tried again anyway.
    """
    if row.status is not ReminderStatus.SENDING or is_expired(row.useful_until, now):
        return False
    return planned is None or not _stands(row, planned, now)


def _stands(row: StoredReminder, planned: PlannedReminder, now: datetime) -> bool:
    """Whether a row is as planned; one that is due already needs no new time to be."""
    if row.useful_until != planned.useful_until:
        return False
    both_due = row.scheduled_for <= now and planned.scheduled_for <= now
    return both_due or (row.scheduled_for, row.rule) == (planned.scheduled_for, planned.rule)


def keeps_notice(seen_as: ReminderStatus, planned: PlannedReminder, now: datetime) -> bool:
    """Whether what is moved or revived is still told in the notice that it was tried in.

    Not if the others of that notice go without it: what came under its id later would take their
    place on a screen, and a mail with it may be dropped as one that was there already.
    """
    return seen_as is ReminderStatus.QUEUED and planned.scheduled_for <= now


def _is_to_cancel(row: StoredReminder, planned: PlannedReminder | None, now: datetime) -> bool:
    if row.status is not ReminderStatus.QUEUED or is_expired(row.useful_until, now):
        return False
    return planned is None or (row.sent_at is not None and not _stands(row, planned, now))


def _in_order(planned: Iterable[PlannedReminder]) -> tuple[PlannedReminder, ...]:
    """Always the same order, so that those who write at the same time cannot lock each other."""
    return tuple(sorted(planned, key=lambda each: each.key))
