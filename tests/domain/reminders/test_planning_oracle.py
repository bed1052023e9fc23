"""Plans in every zone on every day, checked against an oracle that shares no code with planning."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from random import Random
from zoneinfo import ZoneInfo

import pytest

from gifter_domain.occasions.recurrence import Listed
from gifter_domain.reminders.planning.occasion_day import OccasionDay
from gifter_domain.reminders.planning.timing import (
    Remindable,
    base_timing,
    outside_quiet_hours,
    plan_reminders,
)
from gifter_domain.reminders.policy import Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours
from oracles.clocks import DAY, EPOCH, HOUR, MINUTE, Clocks, clocks, distinct_zones, seconds
from oracles.reminders import STEP, Day, Quiet, out_of_quiet, reminders

AWKWARD = (
    "Africa/Casablanca",  # one hour back during Ramadan
    "America/St_Johns",
    "Antarctica/Troll",  # two hours forward in summer
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # half an hour forward in summer
    "Pacific/Apia",  # 30 December 2011 does not exist
    "Pacific/Chatham",
    "Pacific/Kiritimati",  # 14 hours ahead
    "Pacific/Pago_Pago",  # 11 hours behind
)
FIRST_OF_2010, FIRST_OF_2024 = date(2010, 1, 1), date(2024, 1, 1)
FOUR_YEARS = 1461

_OFFSETS = [(0, 9 * HOUR), (1, 2 * HOUR + 1800), (7, 23 * HOUR + 2700), (0, 0), (30, 90 * MINUTE)]
_DAYS, _HOURS = (0, 0, 1, 1, 2, 3, 7, 14, 365), (0, 6, 9, 9, 18, 23)
_TIMES = [None, None, 0, 2 * HOUR, 20 * HOUR]
_QUIET = [
    None,
    Quiet(22 * HOUR, 7 * HOUR, range(7)),
    Quiet(HOUR, 3 * HOUR, range(7)),
    Quiet(8 * HOUR, 7 * HOUR + 2700, range(7)),
    Quiet(18 * HOUR, 2 * HOUR + 1800, (4, 5)),
]


def clock_time(of_day: int) -> time:
    return time(of_day // HOUR, of_day % HOUR // MINUTE)


def instant(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def quiet_hours(quiet: Quiet | None) -> QuietHours | None:
    if quiet is None:
        return None
    days = frozenset(day + 1 for day in quiet.days)
    return QuietHours(clock_time(quiet.start), clock_time(quiet.end), days)


def settings(number: int) -> tuple[tuple[int, int], int | None, Quiet | None]:
    """Returns the offset, the time of the occasion and the quiet hours of combination `number`."""
    offset = _OFFSETS[number % 5]
    at_local = _TIMES[number // 5 % 5]
    quiet = _QUIET[number // 25 % 5]
    return offset, at_local, quiet


def differences(user: str, there: str, number: int, days: Sequence[date]) -> Iterator[object]:
    """Yields the days on which the oracle has the reminder at another moment."""
    (days_before, at_local), occasion_at, quiet = settings(number)
    zones, same = (ZoneInfo(user), ZoneInfo(there)), (clocks(user), clocks(there))
    offset = Offset(days_before, clock_time(at_local))
    hours = quiet_hours(quiet)
    starts = None if occasion_at is None else clock_time(occasion_at)
    for on in days:
        timing = base_timing(OccasionDay(on, starts, zones[1], zones[0]), offset)
        at = int(outside_quiet_hours(timing, hours, zones[0]).at.timestamp())
        if at != (expected := moment(on, at_local, days_before, occasion_at, quiet, same)):
            yield user, there, number, on, instant(at), instant(expected)


def moment(
    on: date,
    at_local: int,
    days_before: int,
    occasion_at: int | None,
    quiet: Quiet | None,
    same: tuple[Clocks, Clocks],
) -> int:
    day = Day(seconds(on) // DAY, occasion_at, same[1], same[0])
    asked = day.planned_at(days_before, at_local)
    return out_of_quiet(asked, day.useful_until(days_before), quiet, same[0])


@pytest.mark.parametrize("turns", [1, pytest.param(5, marks=pytest.mark.soak)])
def test_reminders_match_the_oracle_in_every_zone(turns: int) -> None:
    """Covers every day of four years, so that every zone meets every combination of settings."""
    zones = distinct_zones()
    stride = 1 if turns > 1 else 10
    found: list[object] = []
    for number, (turn, user) in enumerate(product(range(turns), zones)):
        there = zones[number * 61 % len(zones)] if turn % 2 else AWKWARD[number % len(AWKWARD)]
        offsets = range(number % stride, FOUR_YEARS, stride)
        days = [FIRST_OF_2024 + timedelta(each) for each in offsets]
        found += differences(user, there, number, days)

    assert found == []


@pytest.mark.parametrize("turns", [1, pytest.param(10, marks=pytest.mark.soak)])
def test_reminders_match_the_oracle_around_the_day_samoa_skipped(turns: int) -> None:
    stride = 1 if turns > 1 else 6
    found: list[object] = []
    for turn, (place, (user, there)) in product(range(turns), enumerate(product(AWKWARD, AWKWARD))):
        number = turn + place * 7
        offsets = range(number % stride, FOUR_YEARS, stride)
        days = [FIRST_OF_2010 + timedelta(each) for each in offsets]
        days += [date(2011, 12, 27) + timedelta(each) for each in range(8)]
        found += differences(user, there, number, days)

    assert found == []


@pytest.mark.parametrize("cases", [3_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_whole_plans_match_the_oracle(cases: int) -> None:
    """Covers near and far days and several offsets, planned before, between and after them."""
    draw = Random(7)
    found = []
    for _ in range(cases):
        user, there = draw.choice(distinct_zones()), draw.choice([*AWKWARD, *distinct_zones()])
        user = draw.choice([user, there, draw.choice(AWKWARD)])
        offsets = tuple({(draw.choice(_DAYS), draw.choice(_HOURS) * HOUR) for _ in range(4)})
        quiet, at_local = draw.choice(_QUIET), draw.choice(_TIMES)
        first = seconds(draw.choice([FIRST_OF_2010, FIRST_OF_2024])) // DAY + draw.randrange(1000)
        days = sorted({first + draw.choice([0, 1, 3, 7, 365, 366]) for _ in range(3)})
        now = (first + draw.randrange(-40, 4)) * DAY + draw.randrange(DAY // STEP) * STEP
        horizon = draw.choice([30, 400]) * DAY
        same = [Day(day, at_local, clocks(there), clocks(user)) for day in days]
        expected = reminders(same, offsets, quiet, now, now + horizon)
        if (got := planned(user, there, offsets, at_local, quiet, days, now, horizon)) != expected:
            found.append((user, there, offsets, at_local, quiet, days, now, got, expected))

    assert found == []


def planned(
    user: str,
    there: str,
    offsets: Sequence[tuple[int, int]],
    at_local: int | None,
    quiet: Quiet | None,
    days: Sequence[int],
    now: int,
    horizon: int,
) -> dict[tuple[int, int], int]:
    dates = Listed(tuple(EPOCH + timedelta(day) for day in days))
    starts = None if at_local is None else clock_time(at_local)
    policy = ReminderPolicy(
        "some", None, "", tuple(Offset(d, clock_time(at)) for d, at in offsets), (Channel.PUSH,)
    )
    plan = plan_reminders(
        Remindable("some", dates, there, starts),
        policy,
        NotificationPreferences(quiet_hours=quiet_hours(quiet)),
        ZoneInfo(user),
        instant(now),
        timedelta(seconds=horizon),
    )
    return {
        ((each.key.occurrence_on - EPOCH).days, each.key.days_before): int(
            each.scheduled_for.timestamp()
        )
        for each in plan
    }
