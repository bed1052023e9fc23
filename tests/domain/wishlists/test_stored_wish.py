"""Unlisted wishes that stay stored, and stored wishes that equal a changed wish."""

import pytest

from gifter_domain.wishlists.item import AlreadyWished
from gifter_domain.wishlists.stored_wish import StoredWish, is_remembered, superseded


def known(wish_id: str, *, placed: bool) -> StoredWish:
    return StoredWish(
        id=wish_id,
        book_id="b",
        is_listed=placed,
        product_id=None,
        title="Bicycle",
        url="https://shop.example/bicycle",
        quantity=1,
        desired_price=None,
    )


@pytest.mark.parametrize(
    ("product_id", "url", "remembered"),
    [("p", None, True), (None, "https://shop.example", True), (None, None, False)],
)
def test_only_a_wish_that_can_be_recognised_is_remembered(
    product_id: str | None, url: str | None, remembered: bool
) -> None:
    assert is_remembered(product_id, url) is remembered


@pytest.mark.parametrize("placed", [True, False])
def test_a_wish_whose_address_is_new_or_its_own_supersedes_none(placed: bool) -> None:
    assert superseded("w1", None) is None
    assert superseded("w1", known("w1", placed=placed)) is None


def test_a_wish_supersedes_one_with_its_new_address_that_is_on_no_list() -> None:
    same = known("w2", placed=False)

    assert superseded("w1", same) == same


def test_a_wish_cannot_take_the_address_of_another_that_is_on_a_list() -> None:
    with pytest.raises(AlreadyWished) as refused:
        superseded("w1", known("w2", placed=True))

    assert refused.value.details == {"wishId": "w2"}
