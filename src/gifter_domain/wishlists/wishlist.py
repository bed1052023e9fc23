"""Wishlists: their owners, their readers and the checks of their details."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypedDict, cast

from gifter_domain.people.friends_ports import Person
from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.lines import checked_line

MAX_TITLE = 200
MAX_DESCRIPTION = 2_000
MAX_ITEMS = 500
MAX_WISHLISTS = 500  # owned by one user
MAX_JOINT_OWNERS = 10


class WishlistNotFound(NotFound):
    """The list does not exist, or the user may not read or change it."""

    code = "wishlist_not_found"


class TooManyWishlists(Conflict):
    """The user owns as many lists as a user can own."""

    code = "too_many_wishlists"


class WishlistFull(Conflict):
    """The list has as many items as a list can have."""

    code = "wishlist_full"


class TooManyOwners(Conflict):
    """The list has as many joint owners as a list can have."""

    code = "too_many_owners"


class Visibility(StrEnum):
    """The readers of a list besides its owner and joint owners: nobody, friends or everybody."""

    PRIVATE = "PRIVATE"
    FRIENDS = "FRIENDS"
    PUBLIC = "PUBLIC"


class Scope(StrEnum):
    """A choice of lists: those the user owns or co-owns, those of friends, or public ones."""

    MINE = "mine"
    FRIENDS = "friends"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Wishlist:
    """A list as its viewer sees it, without joint owners who are hidden from the viewer.

    `recipient_id` is the recipient the owner keeps the list for; only the owner sees it.
    `occasion_id` is the owner's occasion for the list; only its owners see it. From `reveal_at` on,
    the people the wishes are for see the claims made before it; None means never.
    """

    id: str
    owner: Person
    joint_owners: Sequence[Person]
    recipient_id: str | None
    occasion_id: str | None
    title: str
    description: str | None
    visibility: Visibility
    reveal_at: datetime | None
    item_count: int
    created_at: datetime
    updated_at: datetime


class WishlistDetails(TypedDict, total=False):
    """Details of a list. In a change, an absent key stays as it is and None clears it.

    A list whose `reveal_at` was never set is revealed by its occasion.
    """

    occasion_id: str | None
    title: str
    description: str | None
    visibility: Visibility
    reveal_at: datetime | None


class CheckedWishlist(WishlistDetails, total=False):
    """Details in the form that is stored.

    If the owners set `reveal_at` themselves, the list no longer follows its occasion.
    """

    follows_occasion: bool


def checked_wishlist(details: WishlistDetails, now: datetime) -> CheckedWishlist:
    """Returns the details in the form that is stored.

    Raises `InvalidInput` naming the wrong field.
    """
    checked = cast("CheckedWishlist", details.copy())
    if "reveal_at" in details:
        checked["follows_occasion"] = False
    if "title" in details:
        checked["title"] = checked_line(details["title"], "title", MAX_TITLE)
    if (description := details.get("description")) is not None:
        checked["description"] = description.strip() or None
    if (reveal_at := details.get("reveal_at")) is not None and reveal_at <= now:
        raise InvalidInput.at("revealAt", "must be in the future")
    return checked


def check_joint_owner(present: Collection[str], user_id: str) -> None:
    """Raises `TooManyOwners` if the user cannot be added to these joint owners.

    A user who is a joint owner already can always be added again.
    """
    if user_id not in present and len(present) >= MAX_JOINT_OWNERS:
        raise TooManyOwners(f"A list has at most {MAX_JOINT_OWNERS} joint owners.")


def checked_order(present: Sequence[str], wanted: Sequence[str]) -> Sequence[str]:
    """Returns the new order; raises `InvalidInput` unless it has each of the list's items once."""
    if sorted(present) != sorted(wanted):
        raise InvalidInput.at("itemIds", "must be the ids of the list's items, each once")
    return wanted
