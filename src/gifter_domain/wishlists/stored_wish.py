"""Stored wishes: which of them stay when they are on no list, and which equal a changed wish."""

from dataclasses import dataclass

from gifter_domain.shared.money import Money
from gifter_domain.wishlists.item import AlreadyWished


@dataclass(frozen=True, slots=True)
class StoredWish:
    """A stored wish, before it is changed or wished for again.

    A wish that is not `is_listed` was removed from its last list.
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
    """Returns whether a wish stays stored, invisibly, after it was removed from its last list.

    So its product or address is recognised when it is wished for again. The wish then has the same
    id and claims, so its owner cannot tell whether it is claimed.
    """
    return product_id is not None or url is not None


def superseded(wish_id: str, same: StoredWish | None) -> StoredWish | None:
    """Returns the stored wish that the changed wish replaces, or None.

    `same` is the person's wish that already has the new address. Raises `AlreadyWished` if it is
    another wish that is on a list.
    """
    if same is None or same.id == wish_id:
        return None
    if same.is_listed:
        raise AlreadyWished("Another wish already has this address.", {"wishId": same.id})
    return same
