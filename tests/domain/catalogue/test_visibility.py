"""Visibility: a product is listed only if every condition holds."""

import pytest

from builders.catalogue.changes import HIDING_STATUSES, a_brand, a_content, at
from gifter_domain.catalogue.mirror import Brand, Product, ProductStatus
from gifter_domain.catalogue.visibility import is_listed


def test_a_published_visible_product_of_an_approved_brand_is_listed() -> None:
    assert is_listed(Product("p1", a_content()), a_brand())


@pytest.mark.parametrize(
    ("product", "brand"),
    [
        (Product("p1", a_content(status=ProductStatus.DRAFT)), a_brand()),
        (Product("p1", a_content(status=ProductStatus.ARCHIVED)), a_brand()),
        (Product("p1", a_content(status="some new word")), a_brand()),
        (Product("p1", a_content(visible_to_gifter=False)), a_brand()),
        (Product("p1", a_content(), deleted_ts=at(0)), a_brand()),
        (Product("p1", None, deleted_ts=at(0)), a_brand()),
        (Product("p1", a_content(payload_brand_id=None)), None),
        *((Product("p1", a_content()), a_brand(status=s)) for s in HIDING_STATUSES),
    ],
)
def test_a_product_is_hidden_if_one_condition_fails(product: Product, brand: Brand | None) -> None:
    assert not is_listed(product, brand)
