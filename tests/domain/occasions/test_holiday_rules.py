"""The rules of gift days, checked against known dates."""

from datetime import date

import pytest
from dateutil.easter import easter as dateutils_easter

from gifter_domain.occasions.holiday_rules import (
    EPIPHANY,
    FATHERS_DAY,
    MOTHERS_DAY,
    SAINT_NICHOLAS,
    VALENTINES_DAY,
    easter,
    french_mothers_day,
)


def test_easter_matches_another_implementation() -> None:
    years = range(1583, 4100)
    assert [easter(year) for year in years] == [dateutils_easter(year) for year in years]


@pytest.mark.parametrize(
    ("country", "year", "day"),
    [
        ("GB", 2024, date(2024, 3, 10)),
        ("GB", 2025, date(2025, 3, 30)),
        ("GB", 2026, date(2026, 3, 15)),
        ("IE", 2027, date(2027, 3, 7)),
        ("US", 2024, date(2024, 5, 12)),
        ("US", 2026, date(2026, 5, 10)),
        ("DE", 2025, date(2025, 5, 11)),
        ("ES", 2025, date(2025, 5, 4)),
        ("SE", 2025, date(2025, 5, 25)),
        ("NO", 2025, date(2025, 2, 9)),
        ("PL", 2025, date(2025, 5, 26)),
        ("AR", 2025, date(2025, 10, 19)),
        ("RU", 2025, date(2025, 11, 30)),
        ("TH", 2025, date(2025, 8, 12)),
    ],
)
def test_mothers_day_matches_known_dates(country: str, year: int, day: date) -> None:
    assert MOTHERS_DAY[country](year) == day


@pytest.mark.parametrize(
    ("country", "year", "day"),
    [
        ("GB", 2025, date(2025, 6, 15)),
        ("US", 2026, date(2026, 6, 21)),
        ("DE", 2025, date(2025, 5, 29)),
        ("AU", 2025, date(2025, 9, 7)),
        ("SE", 2025, date(2025, 11, 9)),
        ("IT", 2025, date(2025, 3, 19)),
        ("BR", 2025, date(2025, 8, 10)),
        ("BE", 2025, date(2025, 6, 8)),
    ],
)
def test_fathers_day_matches_known_dates(country: str, year: int, day: date) -> None:
    assert FATHERS_DAY[country](year) == day


def test_french_mothers_day_moves_a_week_if_it_is_whit_sunday() -> None:
    assert french_mothers_day(2022) == date(2022, 5, 29)
    assert french_mothers_day(2023) == date(2023, 6, 4)  # Whit Sunday was 28 May
    assert french_mothers_day(2024) == date(2024, 5, 26)


def test_every_rule_gives_a_day_of_the_asked_year() -> None:
    for table in (MOTHERS_DAY, FATHERS_DAY, SAINT_NICHOLAS, EPIPHANY, VALENTINES_DAY):
        for rule in table.values():
            assert [rule(year).year for year in range(2020, 2061)] == list(range(2020, 2061))
