"""Instants of wall times, checked against clocks read directly from the time-zone files."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gifter_domain.shared.civil_time import end_of_day, instant_of, start_of_day, wall_time
from oracles.clocks import DAY, HOUR, MINUTE, clocks, distinct_zones, seconds

APIA, LONDON = ZoneInfo("Pacific/Apia"), ZoneInfo("Europe/London")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 wall times are naive
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)


def instant(wall: int, zone: ZoneInfo) -> int:
    found = instant_of(_EPOCH + timedelta(seconds=wall), zone)
    return (found - _EPOCH_UTC) // timedelta(seconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "local", "expected"),
    [
        ("Europe/London", "2026-03-29T01:30", "2026-03-29T01:30"),  # shows 02:30
        ("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30"),  # the first of two
        ("Australia/Lord_Howe", "2026-10-04T02:10", "2026-10-03T15:40"),  # shows 02:40
        ("Australia/Lord_Howe", "2027-04-04T01:45", "2027-04-03T14:45"),  # the first of two
        (
            "Antarctica/Troll",
            "2026-03-29T01:30",
            "2026-03-29T01:30",
        ),  # two hours forward: shows 03:30
        (
            "Africa/Casablanca",
            "2026-03-22T02:30",
            "2026-03-22T02:30",
        ),  # the end of Ramadan: shows 03:30
        ("Pacific/Apia", "2011-12-30T09:00", "2011-12-30T19:00"),  # shows 09:00 of the 31st
    ],
)
def test_a_skipped_time_moves_by_the_gap_and_a_repeated_one_is_the_first(
    zone: str, local: str, expected: str
) -> None:
    assert instant_of(wall(local), ZoneInfo(zone)) == utc(expected)


def test_the_fold_of_a_wall_time_is_ignored() -> None:
    twice = wall("2026-10-25T01:30")

    assert instant_of(twice.replace(fold=1), LONDON) == instant_of(twice, LONDON)


@pytest.mark.parametrize("at", ["2026-10-25T00:30", "2026-10-25T01:30", "2026-07-01T12:00"])
def test_wall_time_is_the_time_that_a_clock_shows(at: str) -> None:
    assert wall_time(utc(at), LONDON) == utc(at).astimezone(LONDON).replace(tzinfo=None)


def test_a_skipped_day_ends_together_with_the_next_day() -> None:
    missing, next_day = date(2011, 12, 30), date(2011, 12, 31)

    assert start_of_day(missing, APIA) == start_of_day(next_day, APIA)
    assert end_of_day(missing, APIA) == end_of_day(next_day, APIA) == utc("2011-12-31T10:00")
    assert end_of_day(date(2011, 12, 29), APIA) == start_of_day(next_day, APIA)


@pytest.mark.parametrize(
    ("first_year", "last_year"), [(2009, 2027), pytest.param(1970, 2038, marks=pytest.mark.soak)]
)
def test_instants_match_the_clock_around_every_clock_change_of_every_zone(
    first_year: int, last_year: int
) -> None:
    hours = (-25, -1, -0.5, -0.25, 0, 0.25, 0.5, 1, 2, 25)
    around = [int(hour * HOUR) + edge for hour in hours for edge in (-1, 0)]
    differing = []
    for name in distinct_zones():
        zone, other = ZoneInfo(name), clocks(name)
        for start, before, after in other.changes(first_year, last_year):
            walls = [start + offset + step for offset in (before, after) for step in around]
            differing += [
                (name, each) for each in walls if instant(each, zone) != other.first(each)
            ]

    assert differing == []


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_instants_match_the_clock_on_every_day_of_four_years_in_every_zone(stride: int) -> None:
    start = seconds(date(2024, 1, 1))
    differing = []
    for number, name in enumerate(distinct_zones()):
        zone, other = ZoneInfo(name), clocks(name)
        first = start + number % stride * DAY + number * 37 % 1440 * MINUTE
        walls = range(first, start + 1461 * DAY, stride * DAY)
        differing += [(name, each) for each in walls if instant(each, zone) != other.first(each)]

    assert differing == []
