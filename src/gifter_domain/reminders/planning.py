"""When the user is reminded of an occasion: one rule after the other, from civil facts alone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates
from gifter_domain.reminders.policy import Channel, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences

DEFAULT_HORIZON = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Remindable:
    """What planning knows of an occasion; all day where `at_local` is None."""

    occasion_id: str
    dates: Dates
    zone: str
    at_local: time | None


class Rule(StrEnum):
    """Why a reminder comes when it comes: the last rule that had a say."""

    ON_TIME = "ON_TIME"
    CLOCK_CHANGE = "CLOCK_CHANGE"
    EARLIER_DAY = "EARLIER_DAY"
    QUIET_HOURS = "QUIET_HOURS"
    BEFORE_QUIET_HOURS = "BEFORE_QUIET_HOURS"
    MERGED = "MERGED"
    CATCH_UP = "CATCH_UP"


@dataclass(frozen=True, slots=True)
class ReminderKey:
    """Which reminder it is, whatever its time: what has this key is sent once."""

    occasion_id: str
    occurrence_on: date
    days_before: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """Due at `scheduled_for`, of no use from `useful_until` on; both in UTC.

    `asked_for` is when it would have come if it was not late: the same but for a catch-up.
    """

    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    rule: Rule
    asked_for: datetime


def plan_reminders(
    occasion: Remindable,
    policy: ReminderPolicy,
    preferences: NotificationPreferences,
    user_zone: ZoneInfo,
    now: datetime,
    horizon: timedelta = DEFAULT_HORIZON,
) -> frozenset[PlannedReminder]:
    """What is to come between `now` and `now + horizon`; docs/reminders.md tells the rules."""
    raise NotImplementedError
