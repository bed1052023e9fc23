"""The time zones in calendar files have the right clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from builders.occasions.ical import calendar_of
from gifter_adapters.ical.writing import IcalWriter
from gifter_domain.occasions.calendar import CalendarEvent


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        ("Europe/Berlin", 2),
        ("America/New_York", 2),
        ("Australia/Lord_Howe", 2),
        ("Antarctica/Troll", 2),
        ("Asia/Kolkata", 0),
    ],
)
def test_each_clock_change_is_written_in_local_time_before_it(zone: str, changes: int) -> None:
    event = CalendarEvent(
        uid="party",
        summary="Party",
        starts_on=date(2026, 6, 5),
        at_local=time(18, 30),
        timezone=zone,
        yearly=True,
        leap_day=False,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        born=None,
    )
    written = calendar_of(IcalWriter().write("Gifter", [event], date(2026, 6, 1)))

    (rules,) = written.timezones
    written = [
        (onset.dt, rule["TZOFFSETFROM"].td, rule["TZOFFSETTO"].td)
        for rule in rules.subcomponents
        for onset in (rule["DTSTART"], *getattr(rule.get("RDATE"), "dts", ()))
        if rule["TZOFFSETFROM"].td != rule["TZOFFSETTO"].td
    ]
    assert len({onset for onset, *_ in written if onset.year == 2027}) == changes
    for onset, before, after in written:
        at = (onset - before).replace(tzinfo=UTC)
        clock = [one.astimezone(ZoneInfo(zone)).utcoffset() for one in (at - timedelta(0, 1), at)]
        assert clock == [before, after]
