"""The dates of occasions."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.occasions.recurrence import (
    Dates,
    Listed,
    Once,
    Yearly,
    days_of_year,
    occurrences,
)

_days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
_dates = st.one_of(
    _days.map(Once),
    st.builds(
        lambda day, known: Yearly(day.month, day.day, day.year if known else None),
        _days | st.just(date(2024, 2, 29)),
        st.booleans(),
    ),
    st.lists(_days, unique=True).map(lambda days: Listed(tuple(sorted(days)))),
)


def falls_on(dates: Dates, day: date) -> bool:
    match dates:
        case Once(on):
            return day == on
        case Listed(days):
            return day in days
        case Yearly(month, of_month, year):
            on_28th = (month, of_month) == (2, 29) and not isleap(day.year)
            this = (2, 28) if on_28th else (month, of_month)
            return (day.month, day.day) == this and (year is None or day.year >= year)


@given(_dates, _days, st.integers(-1, 1500))
def test_occurrences_are_all_matching_days_in_order(dates: Dates, first: date, more: int) -> None:
    span = [first + timedelta(days) for days in range(more + 1)]

    expected = [day for day in span if falls_on(dates, day)]

    assert list(occurrences(dates, first, first + timedelta(more))) == expected


@given(_days | st.just(date(2024, 2, 29)), _days, st.integers(0, 800), st.booleans())
def test_a_day_with_an_occurrence_is_among_the_days_of_the_year(
    day: date, first: date, more: int, once: bool
) -> None:
    last = first + timedelta(more)
    dates: Dates = Once(day) if once else Yearly(day.month, day.day)

    if occurrences(dates, first, last):
        assert day.month * 100 + day.day in days_of_year(first, last)


def test_a_yearly_29_february_is_the_28th_in_common_years_only() -> None:
    found = occurrences(Yearly(2, 29, 1996), date(2023, 1, 1), date(2028, 12, 31))

    assert [f"{day:%y-%d}" for day in found] == [
        "23-28",
        "24-29",
        "25-28",
        "26-28",
        "27-28",
        "28-29",
    ]


def test_a_yearly_date_has_no_occurrence_before_its_first_year() -> None:
    assert occurrences(Yearly(3, 14, 2026), date(2020, 1, 1), date(2026, 12, 31)) == [
        date(2026, 3, 14)
    ]


def test_a_day_outside_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="day"):
        occurrences(Yearly(4, 31), date(2026, 1, 1), date(2026, 12, 31))
