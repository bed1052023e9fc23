"""From wall times to instants: the one place where a clock change is decided."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


def instant_of(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which clocks of `zone` show the naive wall time `local`.

    One that a clock change skips moves forward by as much as the clock did, also where that is a
    whole day (Samoa left out 30 December 2011). One that comes twice is the first.
    """
    first = local.replace(fold=0) if local.fold else local
    return datetime.combine(first.date(), first.time(), zone).astimezone(UTC)


def wall_time(at: datetime, zone: ZoneInfo) -> datetime:
    """What clocks of `zone` show at an instant, as a naive time."""
    shown = at.astimezone(zone)
    return datetime.combine(shown.date(), shown.time())  # a quarter of the time of `replace`


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The instant of midnight, as `instant_of` has it."""
    return instant_of(datetime.combine(day, time.min), zone)


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """When that day is over: as the next begins. A day left out is lived on the day after it."""
    begins = start_of_day(day, zone)
    ends = start_of_day(day + _DAY, zone)
    return ends if ends > begins else end_of_day(day + _DAY, zone)
