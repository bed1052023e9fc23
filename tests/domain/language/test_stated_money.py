"""Kinds of budgets: shares of counted givers, least and most amounts, and numbers of no money."""

import pytest

from gifter_domain.language.understanding import understand


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("we are five, £20 each, for our boss", 10_000),
        ("there are seven of us, £10 each, for our teacher", 7_000),
        ("four of us, £15 each", 6_000),
        ("my sister and I have £30 each for mum", 6_000),
        ("my three siblings and I each put in £25", 10_000),
        ("me and my two brothers, £20 each for dad", 6_000),
        ("£25 each from me and my husband", 5_000),
        ("my wife and I can do £40 each for her parents", 8_000),
        ("20€ pro Nase, wir sind sechs", 12_000),
        ("20 Euro pro Kopf, wir sind fünf", 10_000),
        ("meine Schwester und ich geben je 30 Euro für Mama", 6_000),
        ("meine drei Geschwister und ich legen je 25 € zusammen", 10_000),
    ],
)
def test_shares_of_counted_givers_are_added(text: str, most: int) -> None:
    read = understand(text)

    assert read.budget is not None
    assert read.budget.max == most
    assert read.ages == ()
    assert not {"five", "seven", "four", "us", "of", "sechs", "fünf"} & set(read.words)


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("mind. 20 €", 2_000, None),
        ("mindestens 20 Euro, höchstens 40 Euro", 2_000, 4_000),
        ("anything less than £15 would look stingy", 1_500, None),
        ("under £20 looks mean", 2_000, None),
        ("below £10 would be embarrassing", 1_000, None),
        ("unter 15 Euro wäre geizig", 1_500, None),
        ("ideally £20, up to £35 if it's great", None, 3_500),
        ("around £30, up to £45 if it's perfect", None, 4_500),
        ("am liebsten 20 €, bis 35 € wenn es toll ist", None, 3_500),
        ("anything less than £15 is fine", None, 1_500),
        ("less than £15 would be great", None, 1_500),
        ("anything over £50 would be too much", None, 5_000),
    ],
)
def test_the_words_around_an_amount_say_which_end_it_is(
    text: str, least: int | None, most: int | None
) -> None:
    budget = understand(text).budget

    assert budget is not None
    assert (budget.min if least else None, budget.max) == (least, most)


@pytest.mark.parametrize(
    "text",
    [
        "under 18, cooking",
        "for someone under 18",
        "my nephew is under 18 and loves cooking",
        "kids under 12 at a party",
        "unter 18, kocht gern",
    ],
)
def test_an_age_limit_is_no_budget(text: str) -> None:
    assert understand(text).budget is None


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("2 lakh rupees", "INR", 20_000_000),
        ("₹1.5 lakh", "INR", 15_000_000),
        ("fifty dollars Canadian", "CAD", 5_000),
        ("80 dollars Australian", "AUD", 8_000),
        ("forty-odd pounds", "GBP", None),
        ("£40-odd", "GBP", None),
        ("thirty odd quid", "GBP", None),
    ],
)
def test_units_are_read_in_any_wording(text: str, currency: str, amount: int | None) -> None:
    budget = understand(f"{text} for my dad").budget

    assert budget is not None
    assert budget.currency == currency
    if amount:
        assert budget.max == amount
    else:
        assert budget.around


def test_a_vague_amount_in_german_counts_no_people() -> None:
    assert understand("ich habe ein paar Euro für eine Kollegin übrig").people is None
