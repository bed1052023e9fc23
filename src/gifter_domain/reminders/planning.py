"""When the user is reminded of an occasion: one rule after the other, from civil facts alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates, occurrences
from gifter_domain.reminders.occasion_day import OccasionDay
from gifter_domain.reminders.policy import Channel, Offset, ReminderPolicy
from gifter_domain.reminders.preferences import NotificationPreferences, QuietHours
from gifter_domain.reminders.quiet_hours import after_quiet_hours, before_quiet_hours
from gifter_domain.shared.civil_time import instant_of, wall_time

DEFAULT_HORIZON = timedelta(days=400)

_DAY = timedelta(days=1)
# Zones are at most 26 hours apart, and one of them may leave out a day.
_DATE_LINE = timedelta(days=3)


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


@dataclass(frozen=True, slots=True, order=True)
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
    intended_at: datetime


@dataclass(frozen=True, slots=True)
class Timing:
    """When one reminder of the occurrence on `on` comes, through whichever channel."""

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
    """What is to come from `now` to `now + horizon`; docs/reminders.md tells the rules."""
    channels = enabled_channels(policy, preferences)
    zone, quiet = ZoneInfo(occasion.zone), preferences.quiet_hours
    days = [
        OccasionDay(on, occasion.at_local, zone, user_zone)
        for on in _near(occasion.dates, policy, now, now + horizon)
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
    """The policy's channels that the user has not switched off."""
    switched_on = {Channel.PUSH: preferences.push, Channel.EMAIL: preferences.email}
    return [channel for channel in policy.channels if switched_on[channel]]


def timings_of(
    days: Iterable[OccasionDay],
    offsets: Sequence[Offset],
    quiet: QuietHours | None,
    user_zone: ZoneInfo,
) -> Sequence[Timing]:
    """Every reminder of these days of one occasion, whether past or to come."""
    asked = (base_timing(day, offset) for day in days for offset in offsets)
    return one_per_day((outside_quiet_hours(each, quiet, user_zone) for each in asked), user_zone)


def base_timing(day: OccasionDay, offset: Offset) -> Timing:
    """At the offset's wall time in the user's zone, that many days before the date.

    Where that is too late, because the day is over where the occasion is or the occasion has
    begun, the same time on the last day on which it is not.
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
    """At the end of the quiet hours it falls into; if it is of no use then, just before them."""
    later = after_quiet_hours(timing.at, quiet, zone)
    if later == timing.at:
        return timing
    if later < timing.useful_until:
        return replace(timing, at=later, intended_at=later, rule=Rule.QUIET_HOURS)
    sooner = before_quiet_hours(timing.at, quiet, zone)
    return replace(timing, at=sooner, intended_at=sooner, rule=Rule.BEFORE_QUIET_HOURS)


def one_per_day(timings: Iterable[Timing], zone: ZoneInfo) -> Sequence[Timing]:
    """One a day of the user's: that of the occurrence to come first, and of its own the earliest.

    Those of one occurrence and one number of days before are one, too, as they have one key.
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
    return [timing for timing in timings if timing.at >= now]


def catch_up(
    timings: Iterable[Timing], quiet: QuietHours | None, zone: ZoneInfo, now: datetime
) -> Sequence[Timing]:
    """The latest that is past and still of use, at once, or at the end of quiet hours.

    Where it is of no use then, it comes in them if nothing else tells of the occurrence. Of several
    occurrences, that of the first. None where another comes on the same day anyway.
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


def _near(dates: Dates, policy: ReminderPolicy, now: datetime, last: datetime) -> Sequence[date]:
    """The days whose reminders may come from `now` to `last`, or share a day with one that may."""
    reach = _DAY * max(offset.days_before for offset in policy.offsets) + _DATE_LINE
    return occurrences(dates, now.date() - reach, last.date() + reach)


def _planned(occasion_id: str, timing: Timing, channel: Channel) -> PlannedReminder:
    key = ReminderKey(occasion_id, timing.on, timing.days_before, channel)
    return PlannedReminder(key, timing.at, timing.useful_until, timing.rule, timing.intended_at)
