"""The difference between what is planned and what is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gifter_domain.reminders.planning import PlannedReminder, ReminderKey, Rule


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
    """What to write, `stored` being every row of the same occasions, whatever its status.

    What is SENDING, SENT, FAILED or SKIPPED stays as it is, and is never planned anew.
    """
    raise NotImplementedError
