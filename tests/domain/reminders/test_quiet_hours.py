"""Quiet hours whose start a clock change skips begin as the clock changes."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.reminders.quiet_hours import before_quiet_hours

EVERY_DAY = frozenset(range(1, 8))
FRIDAY = frozenset({5})


@pytest.mark.parametrize(
    ("zone", "quiet", "at", "before"),
    [
        # London's clocks go from 01:00 to 02:00.
        (
            "Europe/London",
            QuietHours(time(1, 30), time(7), EVERY_DAY),
            datetime(2026, 3, 29, 4, tzinfo=UTC),
            datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        ),
        # Samoa went from Thursday to Saturday: that Friday's evening never came.
        (
            "Pacific/Apia",
            QuietHours(time(18), time(7), FRIDAY),
            datetime(2011, 12, 30, 15, tzinfo=UTC),
            datetime(2011, 12, 30, 9, 59, tzinfo=UTC),
        ),
    ],
)
def test_before_quiet_hours_whose_start_is_skipped_is_the_last_minute_of_the_old_clock(
    zone: str, quiet: QuietHours, at: datetime, before: datetime
) -> None:
    sooner = before_quiet_hours(at, quiet, ZoneInfo(zone))

    assert sooner == before
    assert before_quiet_hours(sooner, quiet, ZoneInfo(zone)) == sooner
    assert before_quiet_hours(sooner + timedelta(minutes=1), quiet, ZoneInfo(zone)) == sooner
