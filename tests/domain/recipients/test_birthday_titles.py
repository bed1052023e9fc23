"""Titles of calendar events name people in seven languages, and nobody where there is nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.people.birthday_titles import (
    TitledBirthday,
    are_birthdays,
    birthday_in_title,
)

_TITLES = [
    "{0}'s birthday",
    "{0}’s Bday 🎂",
    "Birthday of {0}",
    "bday: {0}",
    "HBD {0}!",
    "Happy birthday {0}!!",
    "{0} – Birthday",
    "Geburtstag von {0}",
    "Anniversaire de {0}",
    "Cumpleaños de {0}",
    "Compleanno di {0}",
    "Verjaardag van {0}",
    "Aniversário de {0}",
    "🎂 {0} 🎂",
]


@pytest.mark.parametrize("name", ["Ana", "O'Neil", "Zoë van der Berg", "Silva, Ana", "Mum"])
@pytest.mark.parametrize("title", _TITLES)
def test_a_title_names_its_person(title: str, name: str) -> None:
    assert birthday_in_title(title.format(name), is_birthday=False) == TitledBirthday(name)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Annas Geburtstag", "Anna"),
        ("Tante Ernas 70. Geburtstag", "Tante Erna"),
        ("Klaus Geburtstag", "Klaus"),
        ("Klaus' Geburtstag", "Klaus"),
        ("Piets verjaardag", "Piet"),
        ("James' birthday", "James"),
        ("Anniversaire d’Élodie", "Élodie"),
        ("🎂 Cake Kim", "Cake Kim"),
    ],
)
def test_a_genitive_is_taken_off_a_name_and_nothing_else_is(title: str, name: str) -> None:
    titled = birthday_in_title(title, is_birthday=False)

    assert titled is not None
    assert titled.name == name


@pytest.mark.parametrize(
    ("title", "year", "age"),
    [
        ("Ana's 40th Birthday!", None, 40),
        ("Ana turns 40", None, 40),
        ("Ana wird 40", None, 40),
        ("Ana cumple 40 años", None, 40),
        ("Ana (1985)", 1985, None),
        ("Ana (1985) Birthday", 1985, None),
        ("Ana *1985", 1985, None),
        ("Ana *", None, None),
        ("Ana's birthday (36)", None, None),
        ("Ana's birthday (turning 40)", None, None),
    ],
)
def test_a_title_may_state_an_age_or_a_year_of_birth(
    title: str, year: int | None, age: int | None
) -> None:
    titled = birthday_in_title(title, is_birthday=True)

    assert titled == TitledBirthday("Ana", year, age)
    assert titled.born(2025) == (year or (2025 - age if age else None))


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Rent",
        "My birthday",
        "Mein Geburtstag",
        "Mon anniversaire",
        "Mi cumpleaños",
        "Il mio compleanno",
        "Mijn verjaardag",
        "Meu aniversário",
        "happy birthday",
        "Birthday",
        "Birthday Party planning",
        "Buy cake for Ana's birthday",
        "Ana's birthday dinner",
        "Geburtstagsfeier Ana",
        "Anniversary of Al and Bo",
        "Anniversaire de mariage",
        "Hochzeitstag",
        "Todestag Opa",
        "Happy Gilmore",
    ],
)
def test_a_title_without_another_persons_birthday_names_nobody(title: str) -> None:
    assert birthday_in_title(title, is_birthday=False) is None


@pytest.mark.parametrize("title", ["Anniversary of Al and Bo", "Wedding Al", "My birthday", "🎂"])
def test_a_calendar_of_birthdays_may_have_days_of_nobody(title: str) -> None:
    assert birthday_in_title(title, is_birthday=True) is None
    assert birthday_in_title("Ana Silva", is_birthday=True) == TitledBirthday("Ana Silva")


def test_calendars_of_birthdays_are_known_by_their_names() -> None:
    named = ["Birthdays", "Geburtstage", "Anniversaires", "Cumpleaños", "Verjaardagen", "Home"]

    assert [are_birthdays(name) for name in named] == [True] * 5 + [False]


@given(st.text(max_size=60), st.booleans())
def test_any_title_names_nobody_or_somebody_with_a_name(title: str, is_birthday: bool) -> None:
    titled = birthday_in_title(title, is_birthday=is_birthday)

    assert titled is None or titled.name.strip() == titled.name != ""


@pytest.mark.parametrize(
    ("title", "name", "year", "age"),
    [
        ("L'anniversaire de Luc", "Luc", None, None),
        ("Compleanno dell'Anna", "Anna", None, None),
        ("Anniversaire Luc 40 ans", "Luc", None, 40),
        ("Piet is jarig", "Piet", None, None),
        ("Ana cumple años", "Ana", None, None),
        ("Niver da Ana", "Ana", None, None),
        ("Ann's B'day", "Ann", None, None),
        ("It's Ann's birthday", "Ann", None, None),
        ("Ann Lee is turning 40 today!", "Ann Lee", None, 40),
        ("[Birthday] Ann", "Ann", None, None),
        ("Ann Lee (Birthday)", "Ann Lee", None, None),
        ("Ann Lee | Birthday", "Ann Lee", None, None),
        ("Birthday / Ann", "Ann", None, None),
        ("Geburtstag Anna (*15.04.1985)", "Anna", 1985, None),
        ("Birthday Ann (b. 1985)", "Ann", 1985, None),
        ("Ann Lee 1985 birthday", "Ann Lee", 1985, None),
        ("Ann's birthday 2019", None, None, None),
        ("Birthday Ann 2019", "Ann", None, None),
    ],
)
def test_words_and_marks_around_a_name_fall_off(
    title: str, name: str | None, year: int | None, age: int | None
) -> None:
    titled = birthday_in_title(title, is_birthday=False)

    assert (titled and (titled.name, titled.year, titled.age)) == (name and (name, year, age))


@pytest.mark.parametrize(
    "title", ["Happy birthday to me", "Verjaardag van mij", "Happy birthday you"]
)
def test_pronouns_are_nobody(title: str) -> None:
    assert birthday_in_title(title, is_birthday=True) is None
