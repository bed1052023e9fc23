"""The rules of planning, each with examples."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.occasions.recurrence import Dates, Listed, Once, Yearly
from gifter_domain.reminders.planning.morning import next_morning_slot
from gifter_domain.reminders.planning.occasion_day import OccasionDay
from gifter_domain.reminders.planning.timing import (
    NOTHING_STORED,
    PlannedReminder,
    Remindable,
    ReminderKey,
    Rule,
    last_missed,
    plan_reminders,
    timings_of,
)
from gifter_domain.reminders.policy import STANDARD, Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours

LONDON, LOS_ANGELES, AUCKLAND = "Europe/London", "America/Los_Angeles", "Pacific/Auckland"
NIGHT = QuietHours(time(22), time(7))
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MARCH_14 = Once(date(2026, 3, 14))


def asked(
    *offsets: tuple[int, str], channels: Sequence[Channel] = (Channel.PUSH,)
) -> ReminderPolicy:
    listed = tuple(Offset(days, time.fromisoformat(at)) for days, at in offsets)
    return ReminderPolicy("some", "ada", "Some", listed, tuple(channels))


def plan(
    *offsets: tuple[int, str],
    dates: Dates = MARCH_14,
    zone: str = LONDON,
    user: str = LONDON,
    begins: str | None = None,
    quiet: QuietHours | None = None,
    now: datetime = LONG_AGO,
    stored: Mapping[ReminderKey, datetime] = NOTHING_STORED,
) -> list[PlannedReminder]:
    at_local = None if begins is None else time.fromisoformat(begins)
    planned = plan_reminders(
        Remindable("birthday", dates, zone, at_local),
        asked(*offsets),
        NotificationPreferences(quiet_hours=quiet),
        ZoneInfo(user),
        now,
        stored=stored,
    )
    return sorted(planned, key=lambda each: each.scheduled_for)


def shown(planned: Sequence[PlannedReminder], zone: str = LONDON) -> list[tuple[int, str, Rule]]:
    """Returns days before, the user's wall time and the rule of each reminder."""
    return [
        (
            each.key.days_before,
            f"{each.scheduled_for.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}",
            each.rule,
        )
        for each in planned
    ]


def at(text: str, zone: str = LONDON) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_a_reminder_is_due_so_many_days_before_at_the_offsets_time_of_the_users_clock() -> None:
    assert shown(plan((7, "09:00"), (0, "08:30"))) == [
        (7, "2026-03-07 09:00", Rule.ON_TIME),
        (0, "2026-03-14 08:30", Rule.ON_TIME),
    ]


def test_a_reminder_stays_at_nine_before_and_after_a_clock_change() -> None:
    planned = plan((7, "09:00"), (0, "09:00"), dates=Once(date(2026, 4, 1)))

    assert [each.scheduled_for.hour for each in planned] == [9, 8]
    assert [moment for _, moment, _ in shown(planned)] == ["2026-03-25 09:00", "2026-04-01 09:00"]


def test_a_reminder_at_a_skipped_time_is_due_an_hour_later() -> None:
    planned = plan((0, "01:30"), dates=Once(date(2026, 3, 29)))

    assert shown(planned) == [(0, "2026-03-29 02:30", Rule.CLOCK_CHANGE)]


def test_a_reminder_at_a_repeated_time_is_due_at_the_first_one() -> None:
    planned = plan((0, "01:30"), dates=Once(date(2026, 10, 25)))

    assert [each.scheduled_for for each in planned] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
    assert planned[0].rule is Rule.ON_TIME


def test_a_birthday_abroad_has_its_own_date_in_the_users_calendar() -> None:
    for zone in ("Europe/Paris", "America/New_York", "Asia/Dubai", "Pacific/Honolulu"):
        assert shown(plan((0, "09:00"), zone=zone)) == [(0, "2026-03-14 09:00", Rule.ON_TIME)]


def test_reminders_move_a_day_earlier_if_the_day_is_over_abroad() -> None:
    planned = plan((7, "09:00"), (1, "09:00"), (0, "09:00"), zone=AUCKLAND, user=LOS_ANGELES)

    assert shown(planned, LOS_ANGELES) == [
        (7, "2026-03-06 09:00", Rule.EARLIER_DAY),
        (1, "2026-03-12 09:00", Rule.EARLIER_DAY),
        (0, "2026-03-13 09:00", Rule.EARLIER_DAY),
    ]


def test_a_day_that_begins_later_abroad_is_reminded_of_on_the_users_date() -> None:
    planned = plan((0, "09:00"), zone=LOS_ANGELES, user=AUCKLAND)

    assert shown(planned, AUCKLAND) == [(0, "2026-03-14 09:00", Rule.ON_TIME)]


def test_a_day_that_samoa_skipped_is_reminded_of_on_the_next_day() -> None:
    apia = "Pacific/Apia"
    planned = plan(
        (1, "09:00"),
        (0, "09:00"),
        dates=Once(date(2011, 12, 30)),
        zone=apia,
        user=apia,
        now=at("2011-12-01T00:00"),
    )

    assert shown(planned, apia) == [
        (1, "2011-12-29 09:00", Rule.ON_TIME),
        (0, "2011-12-31 09:00", Rule.CLOCK_CHANGE),
    ]


def test_days_before_an_occasion_with_a_time_are_counted_from_the_users_date() -> None:
    planned = plan((1, "09:00"), (0, "09:00"), zone=LOS_ANGELES, user=AUCKLAND, begins="20:00")

    assert shown(planned, AUCKLAND) == [
        (1, "2026-03-14 09:00", Rule.ON_TIME),
        (0, "2026-03-15 09:00", Rule.ON_TIME),  # the occasion begins at 16:00
    ]


def test_a_reminder_moves_a_day_earlier_if_the_occasion_begins_before_it() -> None:
    planned = plan((7, "09:00"), (0, "09:00"), begins="08:00")

    assert shown(planned) == [
        (7, "2026-03-07 09:00", Rule.ON_TIME),
        (0, "2026-03-13 09:00", Rule.EARLIER_DAY),
    ]
    assert {each.useful_until for each in planned} == {at("2026-03-14T08:00")}


def test_a_reminder_on_the_day_is_of_use_until_the_day_ends_and_others_until_it_begins() -> None:
    planned = plan((1, "09:00"), (0, "09:00"), zone="Asia/Tokyo")

    assert [each.useful_until for each in planned] == [
        at("2026-03-14T00:00", "Asia/Tokyo"),
        at("2026-03-15T00:00", "Asia/Tokyo"),
    ]


def test_a_reminder_in_quiet_hours_is_deferred_until_they_end() -> None:
    assert shown(plan((7, "23:00"), (0, "06:00"), quiet=NIGHT)) == [
        (7, "2026-03-08 07:00", Rule.QUIET_HOURS),
        (0, "2026-03-14 07:00", Rule.QUIET_HOURS),
    ]


def test_quiet_hours_include_their_start_and_exclude_their_end() -> None:
    assert [rule for _, _, rule in shown(plan((7, "07:00"), quiet=NIGHT))] == [Rule.ON_TIME]
    assert [rule for _, _, rule in shown(plan((7, "22:00"), quiet=NIGHT))] == [Rule.QUIET_HOURS]


def test_a_reminder_too_late_after_quiet_hours_is_due_a_minute_before_them() -> None:
    assert shown(plan((1, "23:00"), (0, "22:30"), quiet=NIGHT)) == [
        (1, "2026-03-13 21:59", Rule.BEFORE_QUIET_HOURS),
        (0, "2026-03-14 21:59", Rule.BEFORE_QUIET_HOURS),
    ]


def test_quiet_hours_of_weekend_nights_do_not_apply_to_other_nights() -> None:
    saturday_night = QuietHours(time(22), time(10), frozenset({6}))

    planned = plan(
        (0, "09:00"), dates=Listed((date(2026, 3, 15), date(2026, 3, 16))), quiet=saturday_night
    )

    assert shown(planned) == [
        (
            0,
            "2026-03-15 10:00",
            Rule.QUIET_HOURS,
        ),  # Sunday morning still belongs to Saturday's night
        (0, "2026-03-16 09:00", Rule.ON_TIME),
    ]


def test_two_reminders_on_one_day_become_the_earlier_one() -> None:
    assert shown(plan((1, "18:00"), (1, "09:00"))) == [(1, "2026-03-13 09:00", Rule.MERGED)]
    assert shown(plan((1, "09:00"), (0, "09:00"), begins="08:00")) == [
        (0, "2026-03-13 09:00", Rule.MERGED)
    ]


def test_the_nearer_occurrence_wins_over_next_years_on_the_same_day() -> None:
    planned = plan((365, "08:00"), (0, "09:00"), dates=Yearly(3, 14), now=at("2026-03-01T00:00"))

    assert shown(planned)[0] == (0, "2026-03-14 09:00", Rule.MERGED)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-03-10T15:20", "2026-03-11 09:00"),
        ("2026-03-11T08:59", "2026-03-11 09:00"),
        ("2026-03-11T09:00", "2026-03-11 09:00"),
        ("2026-03-12T23:59", "2026-03-13 09:00"),
    ],
)
def test_a_missed_reminder_waits_for_the_next_morning(now: str, slot: str) -> None:
    assert shown(plan((14, "09:00"), (7, "08:00"), (0, "09:00"), now=at(now))) == [
        (7, slot, Rule.CATCH_UP),
        (0, "2026-03-14 09:00", Rule.ON_TIME),
    ]


def test_a_missed_reminder_of_today_or_tomorrow_is_due_at_once() -> None:
    assert shown(plan((7, "09:00"), now=at("2026-03-13T15:20"))) == [
        (7, "2026-03-13 15:20", Rule.CATCH_UP)
    ]
    assert shown(plan((0, "09:00"), now=at("2026-03-14T15:20"))) == [
        (0, "2026-03-14 15:20", Rule.CATCH_UP)
    ]


def test_a_reminder_whose_morning_would_come_on_the_day_is_due_at_once() -> None:
    """Quiet hours from Thursday 08:00 to Friday 07:45, and again to Saturday, the day itself."""
    now = at("2026-03-12T07:50")
    waits = QuietHours(time(8), time(7, 45), frozenset({4}))
    too_long = QuietHours(time(8), time(7, 45), frozenset({4, 5}))

    assert shown(plan((7, "07:00"), quiet=waits, now=now)) == [
        (7, "2026-03-13 07:45", Rule.CATCH_UP)
    ]
    assert shown(plan((7, "07:00"), quiet=too_long, now=at("2026-03-12T09:30"))) == [
        (7, "2026-03-13 07:45", Rule.CATCH_UP)
    ]


def test_the_morning_is_the_users_on_a_day_on_which_clocks_change() -> None:
    planned = plan((7, "09:00"), dates=Once(date(2026, 4, 1)), now=at("2026-03-28T22:00"))

    assert shown(planned) == [(7, "2026-03-29 09:00", Rule.CATCH_UP)]
    assert planned[0].scheduled_for == datetime(2026, 3, 29, 8, tzinfo=UTC)


def test_nothing_waits_for_a_morning_before_which_another_reminder_comes() -> None:
    planned = plan((4, "09:00"), (3, "18:00"), now=at("2026-03-11T09:30"))

    assert shown(planned) == [(3, "2026-03-11 18:00", Rule.ON_TIME)]


def test_a_reminder_that_was_planned_in_time_does_not_wait() -> None:
    now = at("2026-03-10T09:20")
    on_time = plan((4, "09:00"))[0]

    late = plan((4, "09:00"), now=now, stored={on_time.key: on_time.scheduled_for})

    assert shown(late) == [(4, "2026-03-10 09:20", Rule.CATCH_UP)]


def test_a_waiting_reminder_goes_on_waiting_when_the_day_has_become_tomorrow() -> None:
    waiting = plan((7, "09:00"), now=at("2026-03-12T15:20"))
    stored = {each.key: each.scheduled_for for each in waiting}

    assert plan((7, "09:00"), now=at("2026-03-13T00:30"), stored=stored) == waiting


def test_nothing_is_caught_up_after_the_day_is_over() -> None:
    assert plan((7, "09:00"), (0, "09:00"), now=at("2026-03-15T00:00")) == []


def test_a_missed_reminder_of_the_day_is_caught_up_until_the_day_ends() -> None:
    late = plan((7, "09:00"), (0, "09:00"), now=at("2026-03-14T23:59"))

    assert shown(late) == [(0, "2026-03-14 23:59", Rule.CATCH_UP)]


def test_a_catch_up_waits_for_the_end_of_quiet_hours() -> None:
    planned = plan((7, "09:00"), (0, "18:00"), quiet=NIGHT, now=at("2026-03-12T23:00"))
    assert shown(planned)[0] == (7, "2026-03-13 09:00", Rule.CATCH_UP)
    at_night = plan((0, "03:00"), quiet=QuietHours(time(4), time(7)), now=at("2026-03-14T05:00"))
    assert shown(at_night) == [(0, "2026-03-14 07:00", Rule.CATCH_UP)]
    long_night = QuietHours(time(22), time(10, 30))
    assert shown(plan((7, "09:00"), quiet=long_night, now=at("2026-03-10T23:00"))) == [
        (7, "2026-03-11 10:30", Rule.CATCH_UP)
    ]


def test_no_catch_up_in_quiet_hours_if_another_reminder_follows_them() -> None:
    assert shown(plan((7, "09:00"), (0, "09:00"), quiet=NIGHT, now=at("2026-03-13T23:00"))) == [
        (0, "2026-03-14 09:00", Rule.ON_TIME)
    ]


@pytest.mark.parametrize(("days_before", "now"), [(7, "2026-03-13 23:00"), (0, "2026-03-14 23:00")])
def test_a_catch_up_that_cannot_wait_is_due_in_quiet_hours(days_before: int, now: str) -> None:
    planned = plan((days_before, "09:00"), quiet=NIGHT, now=at(now.replace(" ", "T")))

    assert shown(planned) == [(days_before, now, Rule.CATCH_UP)]


def test_nothing_is_caught_up_on_a_day_with_another_reminder() -> None:
    planned = plan((7, "09:00"), (0, "09:00"), now=at("2026-03-14T00:00"))

    assert shown(planned) == [(0, "2026-03-14 09:00", Rule.ON_TIME)]


def test_a_reminder_due_now_is_on_time() -> None:
    assert shown(plan((0, "09:00"), now=at("2026-03-14T09:00")))[0][2] is Rule.ON_TIME


def test_a_reminder_beyond_the_horizon_is_not_planned_yet() -> None:
    planned = plan((0, "09:00"), dates=Yearly(3, 14), now=at("2026-03-15T09:00"))

    assert [each.key.occurrence_on for each in planned] == [date(2027, 3, 14)]


def test_a_reminder_a_year_before_its_day_is_planned_in_time() -> None:
    planned = plan((365, "09:00"), dates=Yearly(3, 14), now=at("2026-03-01T09:00"))

    assert [each.key.occurrence_on.year for each in planned] == [2026, 2027, 2028]
    assert planned[0].rule is Rule.CATCH_UP


def test_a_birthday_on_29_february_is_reminded_of_for_the_28th_in_common_years() -> None:
    planned = plan((0, "09:00"), dates=Yearly(2, 29), now=at("2027-02-01T00:00"))

    assert [each.key.occurrence_on for each in planned] == [date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("preferences", "channels"),
    [
        (NotificationPreferences(), {Channel.PUSH, Channel.EMAIL}),
        (NotificationPreferences(push=False), {Channel.EMAIL}),
        (NotificationPreferences(push=False, email=False), set()),
    ],
)
def test_a_channel_that_is_switched_off_has_no_reminders(
    preferences: NotificationPreferences, channels: set[Channel]
) -> None:
    occasion = Remindable("birthday", MARCH_14, LONDON, None)
    planned = plan_reminders(occasion, STANDARD, preferences, ZoneInfo(LONDON), LONG_AGO)

    assert {each.key.channel for each in planned} == channels


_zones = st.sampled_from([LONDON, LOS_ANGELES, AUCKLAND, "Australia/Lord_Howe", "Asia/Kathmandu"])
_times = st.times().map(lambda each: each.replace(second=0, microsecond=0))
_offsets = st.builds(Offset, st.integers(0, 365), _times)
_nights = st.builds(
    QuietHours, _times, _times, st.frozensets(st.integers(1, 7), min_size=1)
).filter(lambda quiet: quiet.start != quiet.end)


@given(
    st.lists(_offsets, min_size=1, max_size=10, unique=True),
    st.none() | _nights,
    _zones,
    _zones,
    st.none() | _times,
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: LONG_AGO + timedelta(minutes=minutes)),
)
def test_no_reminder_is_in_quiet_hours_twice_a_day_or_too_late(
    offsets: list[Offset],
    quiet: QuietHours | None,
    zone: str,
    user: str,
    begins: time | None,
    now: datetime,
) -> None:
    user_zone = ZoneInfo(user)
    policy = ReminderPolicy("some", None, "", tuple(offsets), (Channel.PUSH,))
    occasion = Remindable("birthday", Yearly(2, 29), zone, begins)
    preferences = NotificationPreferences(quiet_hours=quiet)

    planned = plan_reminders(occasion, policy, preferences, user_zone, now)

    local = [each.scheduled_for.astimezone(user_zone) for each in planned]
    assert len({each.date() for each in local}) == len({each.key for each in planned}) == len(local)
    woken = [each for each in planned if is_quiet(quiet, each.scheduled_for.astimezone(user_zone))]
    for one in woken:  # only by a catch-up that cannot wait
        assert (one.rule, one.scheduled_for) == (Rule.CATCH_UP, now)
        assert [each.key.occurrence_on for each in planned].count(one.key.occurrence_on) == 1
    assert all(now <= each.scheduled_for < each.useful_until for each in planned)
    assert sum(each.rule is Rule.CATCH_UP for each in planned) <= 1


@given(
    st.lists(st.builds(Offset, st.integers(0, 9), _times), min_size=1, max_size=3, unique=True),
    st.none() | _nights,
    _zones,
    _zones,
    st.none() | _times,
    st.integers(0, 12 * 24 * 60),
)
def test_a_missed_reminder_of_a_day_to_come_is_never_lost(
    offsets: list[Offset],
    quiet: QuietHours | None,
    zone: str,
    user: str,
    begins: time | None,
    minutes: int,
) -> None:
    """The day is that of a clock change in London. Some reminder comes while it is still of use."""
    on, now = date(2026, 3, 29), datetime(2026, 3, 18, tzinfo=UTC) + timedelta(minutes=minutes)
    policy = ReminderPolicy("some", None, "", tuple(offsets), (Channel.PUSH,))
    preferences = NotificationPreferences(quiet_hours=quiet)
    occasion, user_zone = Remindable("birthday", Once(on), zone, begins), ZoneInfo(user)
    day = OccasionDay(on, begins, ZoneInfo(zone), user_zone)
    timings = timings_of([day], offsets, quiet, user_zone)
    is_to_come = last_missed(timings, now) or any(each.at >= now for each in timings)

    planned = plan_reminders(occasion, policy, preferences, user_zone, now)

    assert bool(planned) == bool(is_to_come)
    for one in planned:
        if one.rule is Rule.CATCH_UP and day.days_left(now) > 1:
            slot = next_morning_slot(now, quiet, user_zone)
            is_in_time = slot < one.useful_until and day.days_left(slot) > 0
            assert not is_in_time or one.scheduled_for == slot


def is_quiet(quiet: QuietHours | None, local: datetime) -> bool:
    if quiet is None:
        return False
    of_day, today = local.time().replace(tzinfo=None, fold=0), local.isoweekday()
    begun = of_day >= quiet.start and today in quiet.days
    if quiet.start < quiet.end:
        return begun and of_day < quiet.end
    return begun or (of_day < quiet.end and (today - 2) % 7 + 1 in quiet.days)


def test_days_left_equal_the_days_before_on_both_sides_of_the_date_line() -> None:
    for zone, user in ((AUCKLAND, LOS_ANGELES), (LOS_ANGELES, AUCKLAND), (LONDON, LONDON)):
        day = OccasionDay(date(2026, 3, 14), None, ZoneInfo(zone), ZoneInfo(user))
        planned = plan((7, "09:00"), (1, "09:00"), (0, "09:00"), zone=zone, user=user)

        assert [day.days_left(each.scheduled_for) for each in planned] == [7, 1, 0]
        assert day.days_left(planned[0].scheduled_for + timedelta(days=30)) == 0
