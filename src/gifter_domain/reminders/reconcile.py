"""The difference between what is planned and what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.reminders.planning import PlannedReminder, ReminderKey, Rule
from gifter_domain.reminders.policy import Channel


class ReminderStatus(StrEnum):
    """CANCELLED is no longer wanted, SKIPPED was too late to be of use."""

    QUEUED = "QUEUED"
    SENDING = "SENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    SKIPPED = "SKIPPED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class StoredReminder:
    """A row of the schedule; `sent_at` is when it was, if it was."""

    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    rule: Rule
    status: ReminderStatus
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What makes the stored rows the planned ones; keys are unique over all four.

    `add` has no row yet, `move` gives a QUEUED row other times or another rule, `revive` makes a
    CANCELLED row QUEUED with these, `cancel` makes a QUEUED row CANCELLED.
    """

    add: tuple[PlannedReminder, ...]
    move: tuple[PlannedReminder, ...]
    revive: tuple[PlannedReminder, ...]
    cancel: tuple[ReminderKey, ...]


def reconcile(
    planned: Iterable[PlannedReminder], stored: Iterable[StoredReminder], now: datetime
) -> Changes:
    """What to write, `stored` being every row whose occurrence is not over, in any status.

    What is SENDING, SENT, FAILED or SKIPPED stays as it is, and is never planned anew. What is
    QUEUED and past its use is left to dispatch, which says that it was skipped. Once more with what
    this gave, and at the same `now`, there is nothing to write.
    """
    rows = {row.key: row for row in stored}
    told = last_told(rows.values(), now)
    wanted = {each.key: each for each in planned if not is_told(each, told)}
    known = {key: rows[key] for key in wanted.keys() & rows.keys()}
    return Changes(
        add=_in_order(wanted[key] for key in wanted.keys() - rows.keys()),
        move=_in_order(
            wanted[key]
            for key, row in known.items()
            if row.status is ReminderStatus.QUEUED and not _stands(row, wanted[key], now)
        ),
        revive=_in_order(
            wanted[key] for key, row in known.items() if row.status is ReminderStatus.CANCELLED
        ),
        cancel=tuple(key for key, row in rows.items() if _is_unwanted(row, wanted, now)),
    )


def last_told(
    rows: Iterable[StoredReminder], now: datetime
) -> Mapping[tuple[str, Channel], datetime]:
    """When the user was last told of each occasion through each channel; now, if it is underway."""
    told: dict[tuple[str, Channel], datetime] = {}
    for row in rows:
        at = now if row.status is ReminderStatus.SENDING else row.sent_at
        if at is not None:
            name = (row.key.occasion_id, row.key.channel)
            told[name] = max(at, told.get(name, at))
    return told


def is_told(planned: PlannedReminder, told: Mapping[tuple[str, Channel], datetime]) -> bool:
    """Whether what is to be caught up was followed by another reminder of its occasion.

    Then there is nothing to catch up, or each plan would find another one to send late.
    """
    at = told.get((planned.key.occasion_id, planned.key.channel))
    return planned.rule is Rule.CATCH_UP and at is not None and at >= planned.asked_for


def _stands(row: StoredReminder, planned: PlannedReminder, now: datetime) -> bool:
    """Whether a QUEUED row is as planned; one that is due already needs no new time to be."""
    if row.useful_until != planned.useful_until:
        return False
    both_due = row.scheduled_for <= now and planned.scheduled_for <= now
    return both_due or (row.scheduled_for, row.rule) == (planned.scheduled_for, planned.rule)


def _is_unwanted(
    row: StoredReminder, wanted: Mapping[ReminderKey, PlannedReminder], now: datetime
) -> bool:
    of_use = row.useful_until > now
    return row.status is ReminderStatus.QUEUED and row.key not in wanted and of_use


def _in_order(planned: Iterable[PlannedReminder]) -> tuple[PlannedReminder, ...]:
    """Always the same order, so that those who write at the same time cannot lock each other."""
    return tuple(sorted(planned, key=lambda each: each.key))
