"""Claims: a giver's promise to give a part of a wish, and the view that each viewer gets of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from gifter_domain.people.friends_ports import Person
from gifter_domain.shared.money import Money
from gifter_domain.wishlists.claims.rules import (
    Claimable,
    ClaimBook,
    ClaimStatus,
    Part,
    Taken,
    availability,
    remaining,
)


class WishFate(StrEnum):
    """The owner's changes to a wish since it was claimed; GONE wins over CHANGED."""

    UNCHANGED = "UNCHANGED"
    CHANGED = "CHANGED"
    GONE = "GONE"


@dataclass(frozen=True, slots=True)
class ClaimedWish:
    """A copy of the wish as it was when it was claimed. Later changes do not touch it."""

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
    """A giver's claim of a part of a wish; a guest has only a name.

    A reservation expires at `expires_at`; a claim that is BOUGHT has no expiry. A share is in
    `currency`.
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
    """A giver's changes to a claim. An absent key stays as it is; None clears the note."""

    status: ClaimStatus
    note: str | None


@dataclass(frozen=True, slots=True)
class CoGiver:
    """Another giver of the same wish: a person with an account, or the name of a guest.

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
    """The claims of an item's wish, for a viewer who may see them.

    `remaining` is the number of units that can still be claimed whole, or None for no limit. `mine`
    are the viewer's claims; `givers` are the other givers the viewer may see.
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
    """Returns the item's view of its wish's claims. Claims of an alternative are not counted.

    A giver of the wish sees the other givers and their notes. After a reveal, the person the wish
    is for sees the givers without notes. Everybody else sees only the amounts.
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
