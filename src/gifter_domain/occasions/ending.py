"""When an occasion is over, and what was kept until then may be told."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates, occurrences
from gifter_domain.shared.civil_time import end_of_day, wall_time

_A_DAY = timedelta(days=1)
_SOON = timedelta(days=800)  # what comes every year comes within it
_LATEST = date.max - _A_DAY  # the last day whose end is an instant


def next_end(dates: Dates, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The first instant after `now` at which one of its days is over in `zone`; None: never more.

    That is the local midnight at which the next day begins.
    """
    begins = wall_time(now, zone).date() - _A_DAY  # a day that clocks left out is lived the next
    for last in (begins + _SOON, _LATEST):
        ends = (end_of_day(day, zone) for day in occurrences(dates, begins, last))
        if (end := next((at for at in ends if at > now), None)) is not None:
            return end
    return None
