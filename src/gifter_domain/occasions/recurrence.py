"""On which dates an occasion falls: rules over civil dates, without a clock or a zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Once:
    on: date


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every year, from `year` on where that is known; `month` and `day` are of some leap year."""

    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Days that follow no rule of our calendar, in order: movable holidays."""

    days: tuple[date, ...]


Dates = Once | Yearly | Listed


def occurrences(dates: Dates, first: date, last: date) -> Sequence[date]:
    """The days from `first` to `last`, both included, in order.

    A yearly 29 February falls on the 28th in common years, and on the 29th again in leap years.
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


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        if (month, day) != (2, 29):
            raise
        return date(year, 2, 28)
