"""The price and availability of a product."""

from hypothesis import given
from hypothesis import strategies as st

from builders.catalogue.changes import a_content, a_variant
from gifter_domain.catalogue.mirror import Variant
from gifter_domain.catalogue.offer import Offer, offer
from gifter_domain.shared.money import Money

variants = st.lists(
    st.builds(
        a_variant,
        price=st.integers(0, 9),
        currency=st.sampled_from(["GBP", "EUR"]),
        stock=st.sampled_from([None, -2, 0, 4]),
    ),
    max_size=4,
)


def test_the_cheapest_variant_in_stock_sets_the_price() -> None:
    stocked = [a_variant(price=3300), a_variant(price=2800, stock=0), a_variant(price=4000)]

    assert offer(a_content(), stocked) == Offer(Money(3300, "GBP"), in_stock=True)


def test_a_sold_out_product_has_the_lowest_price_of_all_variants() -> None:
    sold_out = [a_variant(price=3300, stock=0), a_variant(price=2800, stock=-1)]

    assert offer(a_content(), sold_out) == Offer(Money(2800, "GBP"), in_stock=False)


def test_a_product_without_variants_is_in_stock_at_its_own_price() -> None:
    assert offer(a_content(default_price=2500), []) == Offer(Money(2500, "GBP"), in_stock=True)


def test_unknown_stock_counts_as_in_stock() -> None:
    assert offer(a_content(), [a_variant(stock=None)]).in_stock


def test_a_price_in_another_currency_is_ignored() -> None:
    euros = [a_variant(price=100, currency="EUR")]

    assert offer(a_content(default_price=2500), euros).price == Money(2500, "GBP")


def test_a_free_product_has_a_price_of_zero() -> None:
    assert offer(a_content(), [a_variant(price=0)]).price == Money(0, "GBP")
    assert offer(a_content(default_price=0), []).price == Money(0, "GBP")


def test_the_price_is_unknown_without_an_amount_or_a_currency() -> None:
    assert offer(a_content(default_price=None), []).price is None
    assert offer(a_content(default_currency=None), []).price is None


@given(variants, st.randoms(use_true_random=False))
def test_the_order_of_variants_does_not_matter(given_variants: list[Variant], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(given_variants, len(given_variants))

    assert offer(a_content(), shuffled) == offer(a_content(), given_variants)


@given(variants)
def test_the_price_is_the_price_of_a_variant_or_the_product(given_variants: list[Variant]) -> None:
    content = a_content(default_price=77)
    result = offer(content, given_variants)

    prices = {Money(v.price, v.currency) for v in given_variants} | {Money(77, "GBP")}
    assert result.price in prices
    assert result.in_stock == (
        not given_variants or any(v.stock is None or v.stock > 0 for v in given_variants)
    )
