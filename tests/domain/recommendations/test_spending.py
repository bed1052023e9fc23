"""Budgets in free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.recommendations.gift_query import parse_query
from gifter_domain.shared.money import Budget


def _budget(text: str, home: str = "GBP") -> Budget | None:
    return parse_query(text, home_currency=home).budget


STATED = [
    ("under £40", "GBP", None, 4000),
    ("up to 100 euros", "EUR", None, 10000),
    ("less than $30", "USD", None, 3000),
    ("max 25", "GBP", None, 2500),
    ("budget of £1,250.50", "GBP", None, 125050),
    ("£40 or less", "GBP", None, 4000),
    ("£30", "GBP", None, 3000),
    ("a £30 budget", "GBP", None, 3000),
    ("a tenner", "GBP", None, 1000),
    ("twenty quid", "GBP", None, 2000),
    ("under £2k", "GBP", None, 200000),
    ("under 5000 yen", "JPY", None, 5000),
    ("20 CHF", "CHF", None, 2000),
    ("£20–£50", "GBP", 2000, 5000),
    ("£20-50", "GBP", 2000, 5000),
    ("£30 to £90", "GBP", 3000, 9000),
    ("between 20 and 50 pounds", "GBP", 2000, 5000),
    ("50-20 EUR", "EUR", 2000, 5000),
    ("about 15 quid", "GBP", 1125, 1875),
    ("around £30", "GBP", 2250, 3750),
    ("£20ish", "GBP", 1500, 2500),
    ("over £50", "GBP", 5000, None),
    ("at least 20 euros", "EUR", 2000, None),
    ("£100 or more", "GBP", 10000, None),
    ("£50+", "GBP", 5000, None),
    ("50+ pounds", "GBP", 5000, None),
    ("£50 and up", "GBP", 5000, None),
    ("not under £50", "GBP", 5000, None),
    ("no less than £50", "GBP", 5000, None),
    ("no more than 25", "GBP", None, 2500),
    ("nothing over £50", "GBP", None, 5000),
    ("don't want to spend more than £50", "GBP", None, 5000),
    ("at least £10 but at most £20", "GBP", 1000, 2000),
    ("under £50 and over £30", "GBP", 3000, 5000),
    ("under £30 and over £50", "GBP", None, 3000),
    ("under £30 but over $10", "GBP", None, 3000),
    ("US$50", "USD", None, 5000),
    ("A$50", "AUD", None, 5000),
    ("under C$50", "CAD", None, 5000),
    ("$20 CAD", "CAD", None, 2000),
    ("£1,50", "GBP", None, 150),
    ("€1.500", "EUR", None, 150000),
    ("€1.500,50", "EUR", None, 150050),
    ("£0.5", "GBP", None, 50),
]
UNSTATED = [
    "max 25 bottles of wine",
    "iphone 11 max",
    "toys for 12+",
    "kids under 5",
    "under 5 years old",
    "toys for under 3s",
    "iphone 11",
    "64 gb usb stick",
    "windows 10",
    "20-50 pieces",
    "size 40",
    "over the moon",
    "",
]


@pytest.mark.parametrize(("text", "currency", "least", "most"), STATED)
def test_a_budget_is_read(text: str, currency: str, least: int | None, most: int | None) -> None:
    query = parse_query(f"a gift of tea, {text} please", home_currency="GBP")

    assert query.budget == Budget(currency, least, most)
    assert query.words == ("tea",)


@pytest.mark.parametrize("text", UNSTATED)
def test_other_numbers_are_not_read_as_a_budget(text: str) -> None:
    assert _budget(text) is None


def test_plain_dollars_are_in_the_home_currency_if_that_is_a_dollar() -> None:
    assert _budget("under $30", "CAD") == Budget("CAD", None, 3000)
    assert _budget("under $30") == Budget("USD", None, 3000)


@given(st.text(max_size=60))
def test_reading_a_budget_never_fails(text: str) -> None:
    _budget(text)


@given(st.integers(0, 10**9), st.sampled_from(["£", "€"]))
def test_amounts_are_read_exactly(minor: int, symbol: str) -> None:
    text = f"up to {symbol}{minor // 100:,}.{minor % 100:02d}"

    budget = _budget(text)

    assert budget is not None
    assert budget.max_minor == minor


@pytest.mark.parametrize("text", ["a pen around £30", "£30ish", "about 30 quid"])
def test_a_budget_that_says_around_limits_only_the_currency(text: str) -> None:
    query = parse_query(text)

    assert query.is_soft
    assert query.hard_budget == Budget("GBP")


@pytest.mark.parametrize("text", ["under £30", "£20 to £50", "at least £30", "£30"])
def test_any_other_budget_is_a_hard_limit(text: str) -> None:
    query = parse_query(text)

    assert not query.is_soft
    assert query.hard_budget == query.budget


def test_an_explicit_budget_is_hard_whatever_the_text_says() -> None:
    explicit = Budget("GBP", None, 2000)

    query = parse_query("a pen around £30", budget=explicit)

    assert query.hard_budget == explicit


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("presents for my three nieces, £15 each", 1500),
        ("£60 in total for my three nephews", 2000),
        ("eight people chipping in a fiver each for a colleague's leaving do", 4000),
        ("£80 in total for my mum and dad, who both love gardening", 8000),
    ],
)
def test_a_budget_is_the_price_of_one_gift(text: str, most: int) -> None:
    budget = _budget(text)

    assert budget is not None
    assert budget.max_minor == most
