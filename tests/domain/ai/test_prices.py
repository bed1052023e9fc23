"""Costs of model calls, and the prices that count for them."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.ai.language_model import Usage
from gifter_domain.ai.prices import ModelPrice, PriceList

DAY = date(2026, 11, 21)
PRICE = ModelPrice("m-1", DAY, input=2_000_000, cached_input=500_000, output=10_000_000)

_counts = st.integers(0, 10**7)
_amounts = st.integers(0, 10**9)
_usages = st.builds(Usage, _counts, _counts, _counts, _counts)
_prices = st.builds(ModelPrice, st.just("m"), st.just(DAY), _amounts, _amounts, _amounts)


def test_reasoning_costs_as_much_as_other_output() -> None:
    assert PRICE.cost(Usage(input=1000, output=100, reasoning=200)) == 5_000


@given(_usages, _prices)
def test_a_cost_is_the_exact_sum_rounded_half_up(usage: Usage, price: ModelPrice) -> None:
    exact = Fraction(
        usage.input * price.input
        + usage.cached_input * price.cached_input
        + usage.output * price.output
        + usage.reasoning * price.output,
        1_000_000,
    )

    assert -Fraction(1, 2) < price.cost(usage) - exact <= Fraction(1, 2)


def test_a_price_counts_from_its_day_until_the_next_one() -> None:
    later = ModelPrice("m-1", DAY + timedelta(days=10), 1, 1, 1)
    prices = PriceList([later, PRICE])

    assert prices.price("m-1", DAY - timedelta(days=1)) is None
    assert prices.price("m-1", DAY + timedelta(days=9)) == PRICE
    assert prices.price("m-1", DAY + timedelta(days=10)) == later


@pytest.mark.parametrize("snapshot", ["m-1-2026-04-23", "m-1-20260423"])
def test_a_dated_snapshot_has_the_price_of_its_model(snapshot: str) -> None:
    assert PriceList([PRICE]).price(snapshot, DAY) == PRICE


def test_a_snapshot_with_a_price_of_its_own_has_that_price() -> None:
    own = ModelPrice("m-1-2026-04-23", DAY, 1, 1, 1)

    assert PriceList([PRICE, own]).price("m-1-2026-04-23", DAY) == own


@pytest.mark.parametrize("other", ["m-1-mini", "m-9", "m-1-2026", "M-1", "", "-2026-04-23"])
def test_no_other_name_has_the_price_of_a_model(other: str) -> None:
    assert PriceList([PRICE]).price(other, DAY) is None
