"""Birthdays with and without a year, and ages."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.people.birthday import Birthday, birthdays_agree, more_complete

_dates = st.dates(date(1, 1, 1), date(9999, 12, 31))
_leap_days = st.integers(1, 9999).filter(isleap).map(lambda year: date(year, 2, 29))


def born(day: date) -> Birthday:
    return Birthday(day.month, day.day, day.year)


def without_year(day: date) -> Birthday:
    return Birthday(day.month, day.day)


birthdays = st.one_of(
    (_dates | _leap_days).map(born),
    (_dates | _leap_days).map(without_year),
    st.sampled_from([Birthday(4, 15), Birthday(4, 15, 1985), Birthday(4, 15, 1986)]),
)


@given(birthdays)
def test_a_written_birthday_is_parsed_back_to_the_same_birthday(birthday: Birthday) -> None:
    assert Birthday.parsed(str(birthday)) == birthday


@given(_dates)
def test_a_birthday_with_a_year_is_written_as_an_iso_date(day: date) -> None:
    assert str(born(day)) == day.isoformat()
    assert str(without_year(day)) == f"-{day.isoformat()[4:]}"


WRONG = [
    "",
    "1985-4-15",
    "1985-13-01",
    "1985-02-29",
    "--02-30",
    "--00-10",
    "-04-15",
    "--0415",
    "04-15",
    "0000-01-01",
    "1985-04-15T00:00:00Z",
    "15/04/1985",
    "１９８５-04-15",
    "--04-15\n",
]


@pytest.mark.parametrize("text", WRONG)
def test_any_other_text_is_refused_as_a_birthday(text: str) -> None:
    with pytest.raises(ValueError):
        Birthday.parsed(text)


def test_29_february_needs_a_leap_year_or_no_year() -> None:
    assert Birthday.parsed("--02-29") == Birthday(2, 29)
    assert Birthday.parsed("2000-02-29") == Birthday(2, 29, 2000)
    assert Birthday(2, 29).falls_in(2024) == date(2024, 2, 29)
    assert Birthday(2, 29).falls_in(2026) == date(2026, 2, 28)


@given(birthdays, st.integers(1, 9999))
def test_a_birthday_falls_on_one_day_of_every_year(birthday: Birthday, year: int) -> None:
    day = birthday.falls_in(year)

    assert (day.year, day.month) == (year, birthday.month)
    assert day.day == birthday.day or (birthday.month, birthday.day, isleap(year)) == (2, 29, False)


def test_the_age_changes_on_the_birthday_and_not_before() -> None:
    birthday = Birthday(4, 15, 1985)

    assert birthday.age_on(date(2026, 4, 14)) == 40
    assert birthday.age_on(date(2026, 4, 15)) == 41
    assert birthday.age_on(date(1985, 4, 15)) == 0
    assert birthday.age_on(date(1985, 4, 14)) is None
    assert Birthday(4, 15).age_on(date(2026, 4, 15)) is None


def test_somebody_born_on_29_february_grows_older_on_the_28th_in_common_years() -> None:
    birthday = Birthday(2, 29, 2004)

    assert birthday.age_on(date(2026, 2, 27)) == 21
    assert birthday.age_on(date(2026, 2, 28)) == 22
    assert birthday.age_on(date(2028, 2, 28)) == 23
    assert birthday.age_on(date(2028, 2, 29)) == 24


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)), st.integers(0, 60_000))
def test_an_age_is_the_number_of_birthdays_since_birth(day: date, days: int) -> None:
    birthday, today = born(day), day + timedelta(days)

    had = [birthday.falls_in(year) for year in range(day.year + 1, today.year + 1)]

    assert birthday.age_on(today) == sum(one <= today for one in had)


@given(birthdays, _dates)
def test_a_person_with_an_age_on_a_day_is_not_born_after_it(birthday: Birthday, day: date) -> None:
    assert (birthday.age_on(day) is None) == (birthday.year is None or birthday.is_after(day))


@given(birthdays | st.none(), birthdays | st.none())
def test_birthdays_agree_if_no_known_part_differs(
    one: Birthday | None, other: Birthday | None
) -> None:
    assert birthdays_agree(one, other) == birthdays_agree(other, one)
    assert birthdays_agree(one, one)
    assert birthdays_agree(one, None)
    if one and other:
        years = {one.year, other.year} - {None}
        same_day = str(one)[-5:] == str(other)[-5:]
        assert birthdays_agree(one, other) == (same_day and len(years) < 2)


@given(birthdays | st.none(), birthdays | st.none())
def test_the_more_complete_birthday_has_every_known_part_of_both(
    one: Birthday | None, other: Birthday | None
) -> None:
    if birthdays_agree(one, other):
        told = more_complete(one, other)
        assert told == more_complete(other, one)
        assert told in (one, other)
        assert (told is None) == (one is None and other is None)
        assert {b.year for b in (one, other) if b} <= {told.year if told else None, None}
