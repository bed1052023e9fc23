"""Wishlists: whose they are, who may read them, and what is accepted of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypedDict, cast

from gifter_domain.people.friends_ports import Person
from gifter_domain.people.recipient import checked_line
from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound

MAX_TITLE = 200
MAX_DESCRIPTION = 2_000
MAX_ITEMS = 500
MAX_JOINT_OWNERS = 10


class WishlistNotFound(NotFound):
    code = "wishlist_not_found"


class WishlistFull(Conflict):
    code = "wishlist_full"


class TooManyOwners(Conflict):
    code = "too_many_owners"


class Visibility(StrEnum):
    """Who may read a list besides its owner and joint owners: nobody, friends, everybody."""

    PRIVATE = "PRIVATE"
    FRIENDS = "FRIENDS"
    PUBLIC = "PUBLIC"


class Scope(StrEnum):
    """Which lists somebody asks for: those they own alone or jointly, friends', public ones."""

    MINE = "mine"
    FRIENDS = "friends"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Wishlist:
    """A list as its viewer sees it: without joint owners who are hidden from them.

    `recipient_id` is whom the owner keeps it for, and known to the owner alone; `occasion_id` is
    the owner's occasion that it is for, and known to its owners alone. From `reveal_at` on, those
    the wishes are for see what was claimed before it; None: never.
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
    """What is said of a list: of a change, an absent key stays and None clears.

    A list whose `reveal_at` was never said follows its occasion.
    """

    occasion_id: str | None
    title: str
    description: str | None
    visibility: Visibility
    reveal_at: datetime | None


class CheckedWishlist(WishlistDetails, total=False):
    """Details as they are stored.

    A list whose owners set `reveal_at` themselves no longer follows its occasion.
    """

    follows_occasion: bool


def checked_wishlist(details: WishlistDetails, now: datetime) -> CheckedWishlist:
    """Returns the details to store. Raises `InvalidInput` naming the field that is wrong."""
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
    """Raises `TooManyOwners` if a user cannot join these joint owners.

    A user who is a joint owner already may always be added again.
    """
    if user_id not in present and len(present) >= MAX_JOINT_OWNERS:
        raise TooManyOwners(f"A list has at most {MAX_JOINT_OWNERS} joint owners.")


def checked_order(present: Sequence[str], wanted: Sequence[str]) -> Sequence[str]:
    """The order that is wanted; raises `InvalidInput` unless it is of exactly the list's items."""
    if sorted(present) != sorted(wanted):
        raise InvalidInput.at("itemIds", "must be the ids of the list's items, each once")
    return wanted
