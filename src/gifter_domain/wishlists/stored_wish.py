"""Wishes that exist already: when one is remembered, and when it is the same as another."""

from dataclasses import dataclass

from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import AlreadyWished


@dataclass(frozen=True, slots=True)
class StoredWish:
    """A wish that exists already, as it was before it is wished for again or changed.

    One that is not `is_listed` was taken off its last list.
    """

    id: str
    book_id: str
    is_listed: bool
    product_id: str | None
    title: str
    url: str | None
    quantity: int | None
    desired_price: Money | None


def is_remembered(product_id: str | None, url: str | None) -> bool:
    """Returns whether a wish is kept, unseen, after it was taken off its last list.

    A product or an address is recognised when it is wished for again. The wish then has the same
    claims and the same id, so its owner cannot tell whether it is claimed.
    """
    return product_id is not None or url is not None


def superseded(wish_id: str, same: StoredWish | None) -> StoredWish | None:
    """Returns the wish that a changed wish takes the place of, if any.

    `same` is the wish of the same person that has the new address already. Raises `AlreadyWished`
    if it is another wish that is on a list.
    """
    if same is None or same.id == wish_id:
        return None
    if same.is_listed:
        raise AlreadyWished("This is another wish already.", {"wishId": same.id})
    return same
