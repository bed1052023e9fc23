"""What is accepted of an item, and the currency that its price is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import PlaceDetails, WishDetails, checked_place, checked_wish

PRICES = st.none() | st.builds(Money, st.integers(1, 10**12), st.sampled_from(["EUR", "JPY"]))


def test_what_is_not_told_stays_untold() -> None:
    assert checked_wish({}, Money(500, "EUR"), "GBP") == {}
    assert checked_place({}) == {}


def test_an_amount_takes_the_currency_that_was_there_else_the_profile_s() -> None:
    told: WishDetails = {"desired_price_minor": 700}

    assert checked_wish(told, Money(500, "EUR"), "GBP")["desired_currency"] == "EUR"
    assert checked_wish(told, None, "GBP")["desired_currency"] == "GBP"
    assert checked_wish(told | {"desired_currency": "chf"}, None, "GBP") == {
        "desired_price_minor": 700,
        "desired_currency": "CHF",
    }


def test_a_currency_alone_changes_that_of_a_price_and_is_nothing_without_one() -> None:
    told: WishDetails = {"desired_currency": "CHF"}

    assert checked_wish(told, Money(500, "EUR"), "GBP")["desired_price_minor"] == 500
    with pytest.raises(InvalidInput, match="desiredPrice"):
        checked_wish(told, None, "GBP")


@given(PRICES, st.none() | st.integers(1, 10**12), st.sampled_from(["EUR", None]))
def test_amount_and_currency_are_there_together_or_not_at_all(
    price: Money | None, minor: int | None, currency: str | None
) -> None:
    told = WishDetails(desired_price_minor=minor)
    if currency is not None and minor is not None:
        told["desired_currency"] = currency

    kept = checked_wish(told, price, "GBP")

    assert (kept["desired_price_minor"] is None) == (kept["desired_currency"] is None)


def test_notes_of_spaces_are_none() -> None:
    assert checked_place(PlaceDetails(notes="  ", priority=2)) == {"notes": None, "priority": 2}
