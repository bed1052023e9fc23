"""Plans when a user is reminded of an occasion: one rule after the other, from civil dates and
times.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates, occurrences
from gifter_domain.reminders.planning.occasion_day import OccasionDay
from gifter_domain.reminders.planning.quiet_hours import after_quiet_hours, before_quiet_hours
from gifter_domain.reminders.policy import Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours
from gifter_domain.shared.civil_time import instant_of, wall_time

DEFAULT_HORIZON = timedelta(days=400)

_DAY = timedelta(days=1)
# Time zones are at most 26 hours apart, and a zone may leave out a day.
_DATE_LINE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Remindable:
    """The facts of an occasion that planning needs; all day if `at_local` is None."""

    occasion_id: str
    dates: Dates
    zone: str
    at_local: time | None


class Rule(StrEnum):
    """The last rule that decided when a reminder is sent."""

    ON_TIME = "ON_TIME"
    CLOCK_CHANGE = "CLOCK_CHANGE"
    EARLIER_DAY = "EARLIER_DAY"
    QUIET_HOURS = "QUIET_HOURS"
    BEFORE_QUIET_HOURS = "BEFORE_QUIET_HOURS"
    MERGED = "MERGED"
    CATCH_UP = "CATCH_UP"


@dataclass(frozen=True, slots=True, order=True)
class ReminderKey:
    """The identity of a reminder, independent of its time.

    A reminder with this key is sent once.
    """

    occasion_id: str
    occurrence_on: date
    days_before: int
    channel: Channel


@dataclass(frozen=True, slots=True)
class PlannedReminder:
    """A reminder due at `scheduled_for` and of use until `useful_until`, both in UTC.

    `intended_at` is its time before it was late; only a catch-up has a later `scheduled_for`.
    """

    key: ReminderKey
    scheduled_for: datetime
    useful_until: datetime
    rule: Rule
    intended_at: datetime


@dataclass(frozen=True, slots=True)
class Timing:
    """The time of one reminder of the occurrence on `on`, for every channel."""

    on: date
    days_before: int
    at: datetime
    useful_until: datetime
    rule: Rule
    intended_at: datetime


def plan_reminders(
    occasion: Remindable,
    policy: ReminderPolicy,
    preferences: NotificationPreferences,
    user_zone: ZoneInfo,
    now: datetime,
    horizon: timedelta = DEFAULT_HORIZON,
) -> frozenset[PlannedReminder]:
    """Returns the reminders from `now` to `now + horizon`; docs/reminders.md explains the rules."""
    channels = enabled_channels(policy, preferences)
    zone, quiet = ZoneInfo(occasion.zone), preferences.quiet_hours
    days = [
        OccasionDay(on, occasion.at_local, zone, user_zone)
        for on in _relevant_days(occasion.dates, policy, now, now + horizon)
    ]
    timings = timings_of(days, policy.offsets, quiet, user_zone)
    return frozenset(
        _planned(occasion.occasion_id, timing, channel)
        for timing in (*upcoming_timings(timings, now), *catch_up(timings, quiet, user_zone, now))
        if timing.at <= now + horizon
        for channel in channels
    )


def enabled_channels(
    policy: ReminderPolicy, preferences: NotificationPreferences
) -> Sequence[Channel]:
    """Returns the policy's channels that the user has not switched off."""
    switched_on = {Channel.PUSH: preferences.push, Channel.EMAIL: preferences.email}
    return [channel for channel in policy.channels if switched_on[channel]]


def timings_of(
    days: Iterable[OccasionDay],
    offsets: Sequence[Offset],
    quiet: QuietHours | None,
    user_zone: ZoneInfo,
) -> Sequence[Timing]:
    """Returns every reminder of these days of one occasion, past and future."""
    asked = (base_timing(day, offset) for day in days for offset in offsets)
    return one_per_day((outside_quiet_hours(each, quiet, user_zone) for each in asked), user_zone)


def base_timing(day: OccasionDay, offset: Offset) -> Timing:
    """Returns the offset's wall time in the user's zone, that many days before the date.

    If that is too late, because the day is over in the occasion's zone or the occasion has begun,
    returns the same wall time on the last earlier day that is in time.
    """
    asked = datetime.combine(day.in_calendar - _DAY * offset.days_before, offset.at_local)
    useful_until = day.useful_until(offset.days_before)
    local, latest = asked, day.latest(offset.days_before, useful_until)
    while (at := instant_of(local, day.user_zone)) >= latest:
        local -= _DAY
    rule = Rule.ON_TIME if wall_time(at, day.user_zone) == local else Rule.CLOCK_CHANGE
    rule = rule if local == asked else Rule.EARLIER_DAY
    return Timing(day.on, offset.days_before, at, useful_until, rule, at)


def outside_quiet_hours(timing: Timing, quiet: QuietHours | None, zone: ZoneInfo) -> Timing:
    """Moves the timing to the end of quiet hours, or to just before them if the end is too late."""
    later = after_quiet_hours(timing.at, quiet, zone)
    if later == timing.at:
        return timing
    if later < timing.useful_until:
        return replace(timing, at=later, intended_at=later, rule=Rule.QUIET_HOURS)
    sooner = before_quiet_hours(timing.at, quiet, zone)
    return replace(timing, at=sooner, intended_at=sooner, rule=Rule.BEFORE_QUIET_HOURS)


def one_per_day(timings: Iterable[Timing], zone: ZoneInfo) -> Sequence[Timing]:
    """Keeps one timing for each of the user's days: the earliest of the earliest occurrence.

    Timings with the same occurrence and days before have the same key, so they become one too.
    """
    kept: list[Timing] = []
    places: dict[object, int] = {}
    for timing in sorted(timings, key=lambda each: (each.on, each.at, each.days_before)):
        names = (_day_of(timing, zone), (timing.on, timing.days_before))
        place = next((places[name] for name in names if name in places), len(kept))
        if place < len(kept):
            kept[place] = replace(kept[place], rule=Rule.MERGED)
        else:
            kept.append(timing)
            places.update(dict.fromkeys(names, place))
    return kept


def upcoming_timings(timings: Iterable[Timing], now: datetime) -> Sequence[Timing]:
    """Returns the timings at or after `now`."""
    return [timing for timing in timings if timing.at >= now]


def catch_up(
    timings: Iterable[Timing], quiet: QuietHours | None, zone: ZoneInfo, now: datetime
) -> Sequence[Timing]:
    """Returns the latest missed timing that is still of use, due now or at the end of quiet hours.

    If it is of no more use then, it is due now, within quiet hours, unless another reminder of its
    occurrence follows. If several occurrences were missed, the earliest occurrence is taken.
    Returns nothing if another reminder comes on the same day.
    """
    missed = [timing for timing in timings if timing.at < now < timing.useful_until]
    if not missed:
        return []
    last = max(missed, key=lambda each: (-each.on.toordinal(), each.at))
    coming = upcoming_timings(timings, now)
    later = after_quiet_hours(now, quiet, zone)
    if later >= last.useful_until:
        if any(timing.on == last.on for timing in coming):
            return []
        later = now
    late = replace(last, at=later, rule=Rule.CATCH_UP)
    days_taken = {_day_of(timing, zone) for timing in coming}
    return [] if _day_of(late, zone) in days_taken else [late]


def _day_of(timing: Timing, zone: ZoneInfo) -> date:
    return timing.at.astimezone(zone).date()


def _relevant_days(
    dates: Dates, policy: ReminderPolicy, now: datetime, last: datetime
) -> Sequence[date]:
    """Returns the days whose reminders may fall between `now` and `last`, or on a day with one that
    may.
    """
    reach = _DAY * max(offset.days_before for offset in policy.offsets) + _DATE_LINE
    return occurrences(dates, now.date() - reach, last.date() + reach)


def _planned(occasion_id: str, timing: Timing, channel: Channel) -> PlannedReminder:
    key = ReminderKey(occasion_id, timing.on, timing.days_before, channel)
    return PlannedReminder(key, timing.at, timing.useful_until, timing.rule, timing.intended_at)
