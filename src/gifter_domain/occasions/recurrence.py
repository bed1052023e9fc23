"""Rules for the dates of an occasion: civil dates only, without a clock or a time zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Once:
    """A single date."""

    on: date


@dataclass(frozen=True, slots=True)
class Yearly:
    """A date of every year, from `year` on if that is known.

    `month` and `day` may be 29 February.
    """

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Dates in order that follow no rule of our calendar, such as movable holidays."""

    days: tuple[date, ...]


Dates = Once | Yearly | Listed


def occurrences(dates: Dates, first: date, last: date) -> Sequence[date]:
    """Returns the dates from `first` to `last`, both included, in order.

    A yearly 29 February is 28 February in common years.
    """
    match dates:
        case Once(on):
            days: Sequence[date] = (on,)
        case Listed(listed):
            days = listed
        case Yearly(month, day, year):
            begins = first.year if year is None else max(year, first.year)
            days = [_in_year(each, month, day) for each in range(begins, last.year + 1)]
    return [day for day in days if first <= day <= last]


@lru_cache(maxsize=100)  # most requests ask for the same days
def days_of_year(first: date, last: date) -> frozenset[int]:
    """Returns the days, as month × 100 + day, that a date must have to occur in this time.

    That is 29 February too if it falls on a 28 February in it. Movable holidays have no such day.
    """
    length = min((last - first).days + 1, 366)
    days = frozenset(
        each.month * 100 + each.day
        for each in (first + timedelta(days=number) for number in range(length))
    )
    return days | {229} if 228 in days else days


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if (month, day) != (2, 29):
            raise
        return date(year, 2, 28)
