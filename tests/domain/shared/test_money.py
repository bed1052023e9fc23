"""Money: exact in minor units, and written as its currency writes it."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import MINOR_DIGITS, Budget, Money, checked_currency

currencies = st.sampled_from(sorted(MINOR_DIGITS))
amounts = st.integers(min_value=-(10**14), max_value=10**14)


@given(amounts, currencies)
def test_what_is_written_is_exactly_the_amount(minor: int, currency: str) -> None:
    digits = re.sub(r"[^\d.-]", "", str(Money(minor, currency)))

    assert Decimal(digits) * 10 ** MINOR_DIGITS[currency] == minor


@pytest.mark.parametrize(
    ("minor", "currency", "written"),
    [
        (1250, "GBP", "£12.50"),
        (5, "GBP", "£0.05"),
        (-1250, "EUR", "-€12.50"),
        (123456789, "USD", "$1,234,567.89"),
        (1200, "JPY", "1,200 JPY"),
        (1500, "KWD", "1.500 KWD"),
        (0, "CHF", "0.00 CHF"),
    ],
)
def test_money_is_written_as_its_currency_writes_it(
    minor: int, currency: str, written: str
) -> None:
    assert str(Money(minor, currency)) == written


@given(currencies)
def test_a_currency_is_known_in_any_case(currency: str) -> None:
    assert checked_currency(currency.lower()) == currency


@given(st.text().filter(lambda text: text.upper() not in MINOR_DIGITS))
def test_any_other_text_is_no_currency(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_currency(text, "budget.currency")

    assert refusal.value.details["fields"][0]["path"] == "budget.currency"  # type: ignore[index]


ends = st.none() | st.integers(min_value=0, max_value=10**9)


@given(ends, ends, st.integers(min_value=0, max_value=2 * 10**9), currencies, currencies)
def test_a_budget_allows_what_lies_between_its_ends_in_its_currency(
    least: int | None, most: int | None, minor: int, own: str, other: str
) -> None:
    if least is not None and most is not None and least > most:
        least, most = most, least
    reaches = least is None or least <= minor
    stays = most is None or minor <= most

    allowed = Budget(own, least, most).allows(Money(minor, other))

    assert allowed == (reaches and stays and own == other)


@pytest.mark.parametrize(
    ("least", "most", "path"),
    [(-1, None, "budget.min"), (None, -1, "budget.max"), (2, 1, "budget.max")],
)
def test_a_budget_that_nothing_can_meet_is_refused_by_its_field(
    least: int | None, most: int | None, path: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Budget("GBP", least, most)

    assert refusal.value.details["fields"][0]["path"] == path  # type: ignore[index]
