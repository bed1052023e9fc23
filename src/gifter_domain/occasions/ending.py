"""Calculates when an occasion is over, so that its claims can be revealed."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.occasions.recurrence import Dates, occurrences
from gifter_domain.shared.civil_time import end_of_day, wall_time

_A_DAY = timedelta(days=1)
_SOON = timedelta(days=800)  # a yearly date comes within this time
_LATEST = date.max - _A_DAY  # the last day whose end can be represented


def next_end(dates: Dates, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Returns the first instant after `now` at which one of the dates is over, or None.

    A date is over at the next local midnight in `zone`. None means that all dates are over.
    """
    begins = wall_time(now, zone).date() - _A_DAY  # a day that the zone left out ends a day later
    for last in (begins + _SOON, _LATEST):
        ends = (end_of_day(day, zone) for day in occurrences(dates, begins, last))
        if (end := next((at for at in ends if at > now), None)) is not None:
            return end
    return None
