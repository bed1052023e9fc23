"""Quiet hours whose start is skipped by a clock change begin at that change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gifter_domain.reminders.planning.quiet_hours import before_quiet_hours
from gifter_domain.reminders.preferences import QuietHours

EVERY_DAY = frozenset(range(1, 8))
FRIDAY = frozenset({5})


@pytest.mark.parametrize(
    ("zone", "quiet", "at", "before"),
    [
        # London's clocks go forward from 01:00 to 02:00.
        (
            "Europe/London",
            QuietHours(time(1, 30), time(7), EVERY_DAY),
            datetime(2026, 3, 29, 4, tzinfo=UTC),
            datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        ),
        # Samoa skipped a Friday, so quiet hours of that evening do not exist.
        (
            "Pacific/Apia",
            QuietHours(time(18), time(7), FRIDAY),
            datetime(2011, 12, 30, 15, tzinfo=UTC),
            datetime(2011, 12, 30, 9, 59, tzinfo=UTC),
        ),
    ],
)
def test_quiet_hours_with_a_skipped_start_begin_at_the_clock_change(
    zone: str, quiet: QuietHours, at: datetime, before: datetime
) -> None:
    sooner = before_quiet_hours(at, quiet, ZoneInfo(zone))

    assert sooner == before
    assert before_quiet_hours(sooner, quiet, ZoneInfo(zone)) == sooner
    assert before_quiet_hours(sooner + timedelta(minutes=1), quiet, ZoneInfo(zone)) == sooner
