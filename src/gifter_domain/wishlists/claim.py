"""Claims: what somebody promises to give of a wish, and what they are told of it later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from gifter_domain.people.friends_ports import Person
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.claiming import (
    Claimable,
    ClaimBook,
    ClaimStatus,
    Part,
    Taken,
    availability,
    remaining,
)


class WishFate(StrEnum):
    """What its owner has done to a wish since it was claimed; GONE outlasts CHANGED."""

    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True)
class ClaimedWish:
    """The wish as it was when it was claimed, which stays whatever becomes of it."""

    title: str
    url: str | None
    image_url: str | None
    price: Money | None
    wishlist_id: str
    list_title: str
    owner_id: str
    owner_name: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a wish that is a user's to give, or a guest's, who has a name alone.

    A reservation is over at `expires_at`, and then there is no such claim; what is bought has none.
    A share is in `currency`.
    """

    id: str
    book_id: str
    wish_id: str
    item_id: str
    giver_id: str | None
    guest_name: str | None
    part: Part
    currency: str | None
    status: ClaimStatus
    note: str | None
    expires_at: datetime | None
    wish: ClaimedWish
    fate: WishFate
    created_at: datetime


class ClaimDetails(TypedDict, total=False):
    """What a giver changes of a claim: an absent key stays; None clears the note."""

    status: ClaimStatus
    note: str | None


@dataclass(frozen=True, slots=True)
class CoGiver:
    """Who else gives a part of the wish; of a guest there is the name alone, of others a person.

    A share is in `currency`.
    """

    person: Person | None
    guest_name: str | None
    part: Part
    currency: str | None
    status: ClaimStatus
    note: str | None


@dataclass(frozen=True, slots=True)
class ItemClaims:
    """The claims of an item's wish, for somebody who may know of them.

    `remaining` are the units that can still be claimed whole, None without a limit. `mine` are the
    viewer's own, `givers` the others whom the viewer may see and is told of.
    """

    taken: Taken
    claimed_quantity: int
    remaining: int | None
    shared_minor: int
    share_price: Money | None
    mine: Sequence[Claim]
    givers: Sequence[CoGiver]


def item_claims(
    book: ClaimBook,
    wish: Claimable,
    mine: Iterable[Claim],
    givers: Sequence[CoGiver],
    *,
    is_for_viewer: bool,
) -> ItemClaims:
    """What an item shows of its wish's claims; what is claimed of an alternative is not its own.

    Whoever gives a part is told of the others and their notes; whom a revealed wish is for, whom to
    thank; anybody else, how much there is.
    """
    own, mine = book if book.wish_id == wish.id else ClaimBook(), [*mine]
    to_thank = [replace(giver, note=None) for giver in givers] if is_for_viewer else []
    return ItemClaims(
        taken=availability(book, wish),
        claimed_quantity=own.units,
        remaining=remaining(book, wish).units,
        shared_minor=own.shared_minor,
        share_price=own.share_price,
        mine=mine,
        givers=[*givers] if mine else to_thank,
    )
