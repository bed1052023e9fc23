"""The calendar of holidays has the days of the library and those that the library lacks."""

from datetime import date

from gifter_adapters.python_holidays.calendar import PythonHolidays
from gifter_adapters.python_holidays.countries import countries
from gifter_adapters.python_holidays.listed import listed
from gifter_domain.occasions.holiday_rules import FATHERS_DAY, MOTHERS_DAY, Rule

CALENDAR = PythonHolidays()


def in_year(code: str, year: int) -> list[date]:
    return [day for day in CALENDAR.days(code) if day.year == year]


def test_movable_holidays_are_on_the_days_people_celebrated() -> None:
    assert in_year("GB:diwali", 2024) == [date(2024, 10, 31)]
    assert in_year("US:hanukkah", 2025) == [date(2025, 12, 15)]
    assert in_year("GB:lunar_new_year", 2025) == [date(2025, 1, 29)]
    assert in_year("AE:eid_al_fitr", 2025) == [date(2025, 3, 30)]
    assert in_year("GB:eid_al_fitr", 2026) == [date(2026, 3, 20)]
    assert in_year("RU:orthodox_christmas", 2026) == [date(2026, 1, 7)]


def test_a_country_has_its_own_day_of_a_holiday() -> None:
    assert in_year("MA:eid_al_fitr", 2025) != in_year("XX:eid_al_fitr", 2025) == []
    assert in_year("IN:eid_al_fitr", 2025) == [date(2025, 3, 31)]
    assert in_year("EG:eid_al_fitr", 2026) == [date(2026, 3, 20)]  # not its eve


def test_a_holiday_may_come_twice_in_a_year() -> None:
    assert len(in_year("GB:eid_al_fitr", 2033)) == 2


def test_our_tables_agree_with_the_library_where_it_lists_the_day() -> None:
    tables: list[tuple[str, dict[str, Rule]]] = [
        ("(National )?Mother's Day", dict(MOTHERS_DAY)),
        ("(National )?Father's Day", dict(FATHERS_DAY)),
    ]
    for names, table in tables:
        for country, rule in table.items():
            for day in listed(country, names).known:
                assert day == rule(day.year), country


def test_every_country_has_holidays_that_recur() -> None:
    for country in sorted(countries())[::8]:
        for holiday in CALENDAR.holidays(country):
            assert holiday.next_from(date(2026, 11, 21)) is not None, holiday.code
            assert list(holiday.days) == sorted(set(holiday.days))
            assert CALENDAR.holiday(holiday.code) == holiday
