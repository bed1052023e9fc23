"""The checks of an item's details, and the currency of its price."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import PlaceDetails, WishDetails, checked_place, checked_wish

PRICES = st.none() | st.builds(Money, st.integers(1, 10**12), st.sampled_from(["EUR", "JPY"]))


def test_checking_adds_no_details() -> None:
    assert checked_wish({}, Money(500, "EUR"), "GBP") == {}
    assert checked_place({}) == {}


def test_an_amount_without_a_currency_takes_the_present_or_the_profiles_one() -> None:
    details: WishDetails = {"desired_price_minor": 700}

    assert checked_wish(details, Money(500, "EUR"), "GBP")["desired_currency"] == "EUR"
    assert checked_wish(details, None, "GBP")["desired_currency"] == "GBP"
    assert checked_wish(details | {"desired_currency": "chf"}, None, "GBP") == {
        "desired_price_minor": 700,
        "desired_currency": "CHF",
    }


def test_a_currency_without_an_amount_needs_a_present_price() -> None:
    details: WishDetails = {"desired_currency": "CHF"}

    assert checked_wish(details, Money(500, "EUR"), "GBP")["desired_price_minor"] == 500
    with pytest.raises(InvalidInput, match="desiredPrice"):
        checked_wish(details, None, "GBP")


@given(PRICES, st.none() | st.integers(1, 10**12), st.sampled_from(["EUR", None]))
def test_amount_and_currency_are_set_together_or_not_at_all(
    price: Money | None, minor: int | None, currency: str | None
) -> None:
    details = WishDetails(desired_price_minor=minor)
    if currency is not None and minor is not None:
        details["desired_currency"] = currency

    kept = checked_wish(details, price, "GBP")

    assert (kept["desired_price_minor"] is None) == (kept["desired_currency"] is None)


def test_notes_of_spaces_are_stored_as_none() -> None:
    assert checked_place(PlaceDetails(notes="  ", priority=2)) == {"notes": None, "priority": 2}
