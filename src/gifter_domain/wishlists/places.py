"""Places of wishes on a list: each wish has one, and a list has a limited number."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_domain.wishlists.wishlist import MAX_ITEMS, WishlistFull


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a list: the id of the item, its wish, and its position in the order."""

    id: str
    wish_id: str
    position: int


def place_of(wish_id: str, places: Sequence[Place], new_id: str) -> Place:
    """Returns the wish's place on the list, or a new one at the end with the id `new_id`.

    `places` are all places of the list, in order. Raises `WishlistFull`.
    """
    for place in places:
        if place.wish_id == wish_id:
            return place
    if len(places) >= MAX_ITEMS:
        raise WishlistFull(f"A list has at most {MAX_ITEMS} items.")
    return Place(new_id, wish_id, places[-1].position + 1 if places else 0)
