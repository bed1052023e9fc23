"""Birthdays are read in all ways in which people and programs write them."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.people.birthday import Birthday
from gifter_domain.people.written_birthdays import (
    DateOrder,
    birthdays_in,
    readings,
)

TODAY = date(2026, 11, 21)
WORDS = {"april": 4, "apr": 4, "märz": 3, "avril": 4, "de": 0, "th": 0, "monday": 0}
_FORMS = {DateOrder.DMY: "{0}/{1}/{2}", DateOrder.MDY: "{1}/{0}/{2}", DateOrder.YMD: "{2}/{1}/{0}"}

_days = st.dates(date(1930, 1, 1), TODAY)


def the_reading(text: str) -> str | None:
    """Returns the birthday that a text states in every order; None if there is no such one."""
    found = {str(birthday) for birthday in readings(text, WORDS, TODAY).values()}
    return found.pop() if len(found) == 1 else None


@pytest.mark.parametrize(
    ("text", "birthday"),
    [
        ("1985-04-15", "1985-04-15"),
        ("19850415", "1985-04-15"),
        ("--0415", "--04-15"),
        ("1985/4/15", "1985-04-15"),
        ("15.4.85", "1985-04-15"),
        ("15. 4.", "--04-15"),
        ("15/4/1985", "1985-04-15"),
        ("4/15/85", "1985-04-15"),
        ("85-04-15", "1985-04-15"),
        ("15/4", "--04-15"),
        ("3/3/1985", "1985-03-03"),
        ("15-Apr-85", "1985-04-15"),
        ("April 15, 1985", "1985-04-15"),
        ("15. März 1985", "1985-03-15"),
        ("15th April", "--04-15"),
        ("Monday, 15 avril 1985", "1985-04-15"),
        ("4/15/1985 12:00:00 AM", "1985-04-15"),
        ("1985-04-15T00:00:00.000Z", "1985-04-15"),
        ("1985-04-15T000000", "1985-04-15"),
        ("1604-02-29", "--02-29"),
        ("0001-04-15", "--04-15"),
        ("31152", "1985-04-15"),
    ],
)
def test_a_date_that_can_only_mean_one_day_is_read(text: str, birthday: str) -> None:
    assert the_reading(text) == birthday


@pytest.mark.parametrize(
    "text",
    ["", "1985", "1985-04", "April 1985", "circa 1960", "30.2.", "15.04", "1.2.3.4", "99999"],
)
def test_a_text_without_a_day_and_a_month_is_no_birthday(text: str) -> None:
    assert readings(text, WORDS, TODAY) == {}


def test_local_midnight_written_in_utc_is_the_next_day_to_the_east() -> None:
    assert the_reading("1984-12-30T23:00:00Z") == "1984-12-31"
    assert the_reading("1984-12-31T05:00:00Z") == "1984-12-31"
    assert the_reading("1953-10-15T23:10:00Z") == "1953-10-15"  # the time of a birth


def test_a_year_of_two_digits_is_the_latest_one_that_is_not_after_today() -> None:
    assert the_reading("21.11.26") == "2026-11-21"
    assert the_reading("22.11.26") == "1926-11-22"


@given(st.sampled_from(DateOrder), st.lists(_days, min_size=1, max_size=8))
def test_a_given_order_reads_the_days_that_were_written_in_it(
    order: DateOrder, days: list[date]
) -> None:
    texts = [_FORMS[order].format(day.day, day.month, day.year) for day in days]

    assert birthdays_in(texts, WORDS, TODAY, order) == [_born(day) for day in days]


@given(st.sampled_from((DateOrder.DMY, DateOrder.MDY)), st.lists(_days, max_size=8))
def test_one_day_after_the_twelfth_tells_the_order_of_the_file(
    order: DateOrder, days: list[date]
) -> None:
    days = [date(1999, 2, 28), *days]
    texts = [_FORMS[order].format(day.day, day.month, day.year) for day in days]

    assert birthdays_in(texts, WORDS, TODAY) == [_born(day) for day in days]


def _born(day: date) -> Birthday:
    return Birthday(day.month, day.day, day.year)


def is_read(one: object) -> bool:
    return isinstance(one, Birthday)


def test_contradicting_or_missing_orders_leave_a_birthday_ambiguous() -> None:
    for others in ([], ["15/4/1985", "4/15/1985"], ["1985-04-15", "March"]):
        assert not is_read(birthdays_in(["3/4/1985", *others], WORDS, TODAY)[0])


@given(_days)
def test_an_unambiguous_birthday_never_depends_on_its_file(day: date) -> None:
    alone = birthdays_in([day.isoformat()], WORDS, TODAY)

    for texts in permutations([day.isoformat(), "15/4/1985", "4/15/1985"]):
        found = birthdays_in(texts, WORDS, TODAY)
        assert found[texts.index(day.isoformat())] == alone[0]


@given(st.text(max_size=30) | st.from_regex(r"[\d/. -]{1,12}", fullmatch=True))
def test_any_text_has_readings_that_are_not_after_today(text: str) -> None:
    for birthday in readings(text, WORDS, TODAY).values():
        assert not birthday.is_after(TODAY)


@pytest.mark.parametrize("text", ["15041985", "04151985", "19850415"])
def test_eight_digits_are_read_if_only_one_order_makes_a_day(text: str) -> None:
    assert the_reading(text) == "1985-04-15"
