"""Data derived from a change: rows to write and products to embed."""

from functools import reduce

from hypothesis import given

from builders.catalogue.changes import (
    a_brand,
    a_deletion,
    a_snapshot,
    a_variant,
    enough_examples,
    histories,
)
from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import (
    altered,
    brands_affecting_products,
    products_with_new_texts,
    states,
)
from gifter_domain.catalogue.mirror import Change, Mirror, ProductStatus
from gifter_domain.catalogue.offer import Offer
from gifter_domain.shared.money import Money


def after(*changes: Change) -> Mirror:
    return reduce(merged, changes, Mirror())


def embedded_between(before: Mirror, now: Mirror) -> list[str]:
    return products_with_new_texts(states(before), states(now))


def test_a_newly_listed_product_is_embedded() -> None:
    hidden, listed = a_snapshot(1, status=ProductStatus.DRAFT), a_snapshot(2)

    assert embedded_between(after(), after(hidden)) == []
    assert embedded_between(after(hidden), after(hidden, listed)) == ["p1"]


def test_a_product_is_embedded_again_only_if_its_text_changes() -> None:
    first, dearer = a_snapshot(1), a_snapshot(2, default_price=9)
    renamed = a_snapshot(3, title="Mug, 350 ml")

    assert embedded_between(after(first), after(first, dearer)) == []
    assert embedded_between(after(first), after(first, renamed)) == ["p1"]


def test_a_deleted_product_is_not_embedded() -> None:
    story = after(a_snapshot(1))

    assert embedded_between(story, merged(story, a_deletion(2))) == []


def test_a_removed_variant_does_not_count_in_the_offer() -> None:
    cheap = a_variant(0, "v1", price=100)
    present = a_variant(60, "v2", price=900, stock=0)
    story = after(
        Change(a_snapshot(0).product, a_brand(0), (cheap,)),
        Change(a_snapshot(60).product, a_brand(60), (present,)),
    )

    assert states(story).products["p1"].offer == Offer(Money(900, "GBP"), in_stock=False)


def test_a_new_name_or_an_approval_affects_all_products_of_a_brand() -> None:
    pending = after(Change(brand=a_brand(1, status="pending")))
    approved = merged(pending, Change(brand=a_brand(2)))
    renamed = merged(approved, Change(brand=a_brand(3, name="Harbour and Clay")))
    retagged = merged(renamed, Change(brand=a_brand(4, name="Harbour and Clay", country="GB")))

    assert brands_affecting_products(after(), pending) == []
    assert brands_affecting_products(pending, approved) == ["b1"]
    assert brands_affecting_products(approved, renamed) == ["b1"]
    assert brands_affecting_products(renamed, retagged) == []


@enough_examples
@given(histories)
def test_the_altered_rows_are_the_difference_of_two_states(history: list[Change]) -> None:
    before, now = states(after(*history[:-1])), states(after(*history))
    rows = altered(before, now)

    assert {**before.brands, **rows.brands} == now.brands
    assert {**before.products, **rows.products} == now.products
    assert {**before.variants, **rows.variants} == now.variants
    assert altered(now, now) == type(now)({}, {}, {})
