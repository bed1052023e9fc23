"""The ages that products are made for, as shops write them in English and German."""

import pytest

from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText


def ages(text: str, title: str = "Wooden Set", category: str | None = None) -> object:
    return facts_of(judge(ProductText(title=title, description=text, category=category))).for_ages


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Suitable for 3+.", (3, 99)),
        ("3 yrs and up", (3, 99)),
        ("3yrs+", (3, 99)),
        ("18 months+", (1, 99)),
        ("Aged three and over.", (3, 99)),
        ("Minimum age: 3 years", (3, 99)),
        ("Mindestalter 3 Jahre", (3, 99)),
        ("Altersempfehlung: ab 6", (6, 99)),
        ("Ab drei Jahren", (3, 99)),
        ("PEGI 12", (12, 99)),
        ("USK ab 12", (12, 99)),
        ("For kids 8 to 12", (8, 12)),
        ("Für Kinder von 3 bis 6", (3, 6)),
        ("Age range 7 – 12", (7, 12)),
        ("Lesealter: 8-10 Jahre", (8, 10)),
        ("3-6 yo", (3, 6)),
    ],
)
def test_ages_in_numbers_are_read(text: str, years: tuple[int, int]) -> None:
    assert ages(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Great for 5-year-olds.", (4, 6)),
        ("Perfect for a three year old", (2, 4)),
        ("Für Vierjährige", (3, 5)),
        ("For under-fives", (0, 4)),
    ],
)
def test_one_age_is_an_example_with_a_year_on_either_side(
    text: str, years: tuple[int, int]
) -> None:
    assert ages(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("For third graders", (8, 9)),
        ("Grades 3-5", (8, 11)),
        ("For key stage 2", (7, 11)),
        ("Für die 3. Klasse", (8, 9)),
        ("Für Erstklässler", (6, 7)),
        ("Für Grundschüler", (6, 11)),
        ("For high schoolers", (13, 17)),
    ],
)
def test_school_years_are_ages(text: str, years: tuple[int, int]) -> None:
    assert ages(text) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Toddlers will love it", (1, 3)),
        ("Kids can build it themselves", (3, 10)),
        ("Helps children learn their letters", (3, 10)),
        ("Für unsere Kleinsten", (1, 3)),
        ("Für kleine Baumeister", (3, 10)),
    ],
)
def test_children_who_do_something_with_it_are_its_audience(
    text: str, years: tuple[int, int]
) -> None:
    assert ages(text) == years


@pytest.mark.parametrize("title", ["First Birthday Keepsake", "1. Geburtstag Tasse"])
def test_the_birthday_in_a_title_is_an_age(title: str) -> None:
    assert ages("With a name", title) == (1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "Lasts 3+ years",
        "Guarantee: 3 years",
        "A 10-year-old family firm",
        "For 2-4 players",
        "12+ hours of battery",
        "Celebrate her 50th birthday",
        "Warning: not for children under 3",
        "Made of Grade 5 titanium",
        "First class, 1. Klasse",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ages(text) is None


def test_toys_for_pets_are_for_no_child() -> None:
    assert ages("A plush toy that calms your puppy") is None


def test_a_plush_lining_is_no_toy() -> None:
    assert ages("A robe lined with plush fleece", title="Robe") is None


def test_an_age_limit_of_months_is_an_age_of_children() -> None:
    assert ages("Minimum age: 18 months") == (1, 99)


def test_a_stated_range_wins_over_an_example_in_another_text() -> None:
    product = ProductText(title="Game", description="Great for a 5-year-old", specs="Ages 4-8")

    assert facts_of(judge(product)).for_ages == (4, 8)


def test_what_is_tagged_for_teenagers_too_is_not_for_children_alone() -> None:
    tags = ("For teenagers who draw", "For young artists")

    assert facts_of(judge(ProductText(title="Marker Set", tags=tags))).for_ages is None
