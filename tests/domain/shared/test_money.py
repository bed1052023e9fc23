"""Money is exact in minor units, and each currency has its own minor unit."""

import pytest
from babel.numbers import get_currency_precision, is_currency
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.money import MINOR_DIGITS, Budget, Money, checked_currency

currencies = st.sampled_from(sorted(MINOR_DIGITS))
amounts = st.integers(min_value=-(10**14), max_value=10**14)


@given(amounts, currencies)
def test_the_major_amount_is_exact(minor: int, currency: str) -> None:
    assert Money(minor, currency).major * 10 ** MINOR_DIGITS[currency] == minor


@pytest.mark.parametrize(
    ("minor", "currency", "major"),
    [(1250, "GBP", "12.50"), (-1250, "EUR", "-12.50"), (1200, "JPY", "1200"), (1, "KWD", "0.001")],
)
def test_a_currency_has_its_own_minor_unit(minor: int, currency: str, major: str) -> None:
    assert str(Money(minor, currency).major) == major


# ISO 4217 gives these currencies a minor unit, so we store it; CLDR says that nobody uses it.
_WITHOUT_COINS = "AFN ALL IQD IRR KPW LAK LBP MGA MMK RSD SOS SYP YER"


def test_minor_units_are_those_of_cldr() -> None:
    unknown = {code for code in MINOR_DIGITS if not is_currency(code)}
    differing = {c for c, digits in MINOR_DIGITS.items() if get_currency_precision(c) != digits}

    assert unknown == set()
    assert differing == {*_WITHOUT_COINS.split()}
    assert {get_currency_precision(code) for code in differing} == {0}


@given(currencies)
def test_a_currency_code_is_accepted_in_any_case(currency: str) -> None:
    assert checked_currency(currency.lower()) == currency


@given(st.text().filter(lambda text: text.upper() not in MINOR_DIGITS))
def test_any_other_text_is_refused_as_a_currency(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        checked_currency(text, "budget.currency")

    assert refusal.value.details["fields"][0]["path"] == "budget.currency"  # type: ignore[index]


ends = st.none() | st.integers(min_value=0, max_value=10**9)


@given(ends, ends, st.integers(min_value=0, max_value=2 * 10**9), currencies, currencies)
def test_a_budget_allows_prices_in_its_range_and_currency(
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
def test_an_impossible_budget_is_refused_with_its_field(
    least: int | None, most: int | None, path: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Budget("GBP", least, most)

    assert refusal.value.details["fields"][0]["path"] == path  # type: ignore[index]
