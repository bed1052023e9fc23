"""Planning reminders of 10,000 occasions, compared with the time arithmetic that it needs."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gifter_domain.occasions.recurrence import Yearly
from gifter_domain.reminders.planning.reconcile import (
    Changes,
    ReminderStatus,
    StoredReminder,
    reconcile,
)
from gifter_domain.reminders.planning.timing import PlannedReminder, Remindable, plan_reminders
from gifter_domain.reminders.policy import STANDARD
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours

OCCASIONS = 10_000

pytestmark = pytest.mark.benchmark(group=f"reminders: {OCCASIONS} occasions")

_NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
_USER = ZoneInfo("America/New_York")
_ZONES = ("Europe/London", "America/Los_Angeles", "Asia/Tokyo", "Pacific/Auckland")
_PREFERENCES = NotificationPreferences(quiet_hours=QuietHours(time(22), time(7)))
_OFFSETS = [(timedelta(days=each.days_before), each.at_local) for each in STANDARD.offsets]


def _occasion(number: int) -> Remindable:
    day = date(1984, 1, 1) + timedelta(days=number * 37 % 366)
    zone = _ZONES[number % len(_ZONES)]
    return Remindable(str(number), Yearly(day.month, day.day, day.year), zone, None)


_BIRTHDAYS = [_occasion(number) for number in range(OCCASIONS)]
_DAYS = [date(2026, 3, 1) + timedelta(days=number * 37 % 365) for number in range(OCCASIONS)]


def test_raw_instants_of_wall_times(benchmark: BenchmarkFixture) -> None:
    """Computes one UTC instant per planned row: date minus offset, in the user's time zone."""
    assert len(benchmark(_instants)) == OCCASIONS * len(STANDARD.offsets) * 2


def _instants() -> list[datetime]:
    return [
        datetime.combine(day - before, at_local, _USER).astimezone(UTC)
        for day in _DAYS
        for before, at_local in _OFFSETS
        for _ in STANDARD.channels
    ]


def test_plan(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark.pedantic(_plan, rounds=3)) >= OCCASIONS * len(STANDARD.offsets) * 2


def _plan() -> list[PlannedReminder]:
    return [
        reminder
        for occasion in _BIRTHDAYS
        for reminder in plan_reminders(occasion, STANDARD, _PREFERENCES, _USER, _NOW)
    ]


def test_reconcile_without_changes(benchmark: BenchmarkFixture) -> None:
    planned = _plan()
    stored = [
        StoredReminder(
            each.key,
            each.scheduled_for,
            each.useful_until,
            each.rule,
            ReminderStatus.QUEUED,
            None,
        )
        for each in planned
    ]

    changes = benchmark.pedantic(reconcile, (planned, stored, _NOW), rounds=3)

    assert changes == Changes((), (), (), ())
