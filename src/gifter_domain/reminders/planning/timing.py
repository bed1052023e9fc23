"""Plans when a user is reminded of an occasion: one rule after the other, from civil dates and
times.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates, occurrences
from gifter_domain.reminders.planning.morning import next_morning_slot
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


NOTHING_STORED: Mapping[ReminderKey, datetime] = MappingProxyType({})


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
    """The time of one reminder of the occurrence on `day`, for every channel."""

    day: OccasionDay
    days_before: int
    at: datetime
    useful_until: datetime
    rule: Rule
    intended_at: datetime

    @property
    def on(self) -> date:
        return self.day.on


def plan_reminders(
    occasion: Remindable,
    policy: ReminderPolicy,
    preferences: NotificationPreferences,
    user_zone: ZoneInfo,
    now: datetime,
    horizon: timedelta = DEFAULT_HORIZON,
    stored: Mapping[ReminderKey, datetime] = NOTHING_STORED,
) -> frozenset[PlannedReminder]:
    """Returns the reminders from `now` to `now + horizon`; docs/reminders.md explains the rules.

    `stored` has the times of the reminders that are planned already and not sent yet.
    """
    zone, quiet = ZoneInfo(occasion.zone), preferences.quiet_hours
    days = [
        OccasionDay(on, occasion.at_local, zone, user_zone)
        for on in _relevant_days(occasion.dates, policy, now, now + horizon)
    ]
    timings = timings_of(days, policy.offsets, quiet, user_zone)
    coming, late = upcoming_timings(timings, now), last_missed(timings, now)
    planned: list[PlannedReminder] = []
    for channel in enabled_channels(policy, preferences):
        planned += [_planned(occasion.occasion_id, timing, channel) for timing in coming]
        if late is not None:
            before = stored.get(_key(occasion.occasion_id, late, channel))
            caught_up = catch_up(late, coming, quiet, now, before)
            planned += [_planned(occasion.occasion_id, each, channel) for each in caught_up]
    return frozenset(each for each in planned if each.scheduled_for <= now + horizon)


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
    return Timing(day, offset.days_before, at, useful_until, rule, at)


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


def last_missed(timings: Iterable[Timing], now: datetime) -> Timing | None:
    """Returns the latest timing that has passed and is still of use, of the earliest occurrence."""
    missed = [timing for timing in timings if timing.at < now < timing.useful_until]
    return max(missed, key=lambda each: (-each.on.toordinal(), each.at), default=None)


def catch_up(
    late: Timing,
    coming: Sequence[Timing],
    quiet: QuietHours | None,
    now: datetime,
    stored_for: datetime | None,
) -> Sequence[Timing]:
    """Returns when the missed reminder is sent, or nothing if another one makes it needless.

    It waits for the user's next morning slot, so that nobody is interrupted while adding the day,
    and everything that was added together is one digest. It does not wait if the occasion is today
    or tomorrow, if the slot is not before its day, or if the reminder was planned in time and is
    late because it could not be sent: `stored_for` is the time for which it is stored.
    """
    zone = late.day.user_zone
    slot = replace(late, at=next_morning_slot(now, quiet, zone), rule=Rule.CATCH_UP)
    if not (_may_wait(late, slot.at, now, stored_for) and _is_before_the_day(slot)):
        return _at_once(late, coming, quiet, now)
    days = {_day_of(each, zone): each.on for each in coming}
    same = [each for each in coming if each.on == late.on and each.at <= slot.at]
    if same or days.get(_day_of(slot, zone)) == late.on:
        return []
    return _at_once(late, coming, quiet, now) if _day_of(slot, zone) in days else [slot]


def _may_wait(late: Timing, slot: datetime, now: datetime, stored_for: datetime | None) -> bool:
    """Returns whether a missed reminder may be sent later than at once.

    One that waits for this slot already goes on waiting on the eve of the day.
    """
    if stored_for is not None and (stored_for == slot or stored_for < now):
        return stored_for == slot
    return late.day.days_left(now) > 1


def _is_before_the_day(slot: Timing) -> bool:
    return slot.at < slot.useful_until and slot.day.days_left(slot.at) > 0


def _at_once(
    late: Timing, coming: Sequence[Timing], quiet: QuietHours | None, now: datetime
) -> Sequence[Timing]:
    """Returns the missed reminder, due now or at the end of quiet hours.

    If it is of no more use then, it is due now, within quiet hours, unless another reminder of its
    occurrence follows. Returns nothing if another reminder comes on the same day.
    """
    zone = late.day.user_zone
    at = after_quiet_hours(now, quiet, zone)
    if at >= late.useful_until:
        if any(timing.on == late.on for timing in coming):
            return []
        at = now
    timing = replace(late, at=at, rule=Rule.CATCH_UP)
    days_taken = {_day_of(each, zone) for each in coming}
    return [] if _day_of(timing, zone) in days_taken else [timing]


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


def _key(occasion_id: str, timing: Timing, channel: Channel) -> ReminderKey:
    return ReminderKey(occasion_id, timing.on, timing.days_before, channel)


def _planned(occasion_id: str, timing: Timing, channel: Channel) -> PlannedReminder:
    key = _key(occasion_id, timing, channel)
    return PlannedReminder(key, timing.at, timing.useful_until, timing.rule, timing.intended_at)
