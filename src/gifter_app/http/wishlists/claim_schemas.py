"""Schemas of claims, and of the claims that an item shows to givers."""

from datetime import datetime
from typing import Annotated, cast

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.people.person_schemas import PersonResponse, person_response
from gifter_domain.wishlists.claims.claim import (
    Claim,
    ClaimDetails,
    ClaimedWish,
    CoGiver,
    ItemClaims,
    WishFate,
)
from gifter_domain.wishlists.claims.rules import MAX_NOTE, ClaimStatus, Part, Taken
from gifter_domain.wishlists.item import MAX_PRICE, MAX_QUANTITY

_Note = Annotated[
    str,
    Meta(
        max_length=MAX_NOTE,
        pattern=NO_NUL,
        description="Shown to the others who give a part of the same wish.",
        examples=["I take the red one."],
    ),
]
_Quantity = Annotated[int, Meta(ge=1, le=MAX_QUANTITY, examples=[1])]
_Share = Annotated[
    int,
    Meta(
        ge=1,
        le=MAX_PRICE,
        description="A share of the price in minor units, instead of a quantity.",
    ),
]


class ClaimItemRequest(RequestSchema, frozen=True, kw_only=True):
    """A claim of some units (one by default), or of a share of the price."""

    quantity: _Quantity | None = None
    share_minor: _Share | None = None
    currency: Annotated[
        Annotated[str, Meta(max_length=3, examples=["GBP"])] | None,
        Meta(description="The share's currency; by default that of the wish's shares."),
    ] = None


class UpdateClaimRequest(RequestSchema, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    status: ClaimStatus | UnsetType = UNSET
    note: _Note | UnsetType | None = UNSET

    def to_details(self) -> ClaimDetails:
        said = {"status": self.status, "note": self.note}
        return cast(ClaimDetails, {k: value for k, value in said.items() if value is not UNSET})


class ClaimedWishResponse(ResponseSchema, frozen=True, kw_only=True):
    """The wish as it was when it was claimed."""

    title: str
    url: str | None
    image_url: str | None
    price: Annotated[int | None, Meta(description="The price of one, in minor units.")]
    currency: str | None
    wishlist_id: str
    wishlist_title: str
    owner_id: str
    owner_name: str | None


class _PartResponse(ResponseSchema, frozen=True, kw_only=True):
    quantity: Annotated[
        int | None, Meta(description="Number of units; null for a share.", examples=[1])
    ]
    share_minor: Annotated[
        int | None, Meta(description="The share in minor units; null for units.")
    ]
    currency: Annotated[str | None, Meta(description="The share's currency; null for units.")]
    status: ClaimStatus
    note: _Note | None


class ClaimResponse(_PartResponse, frozen=True, kw_only=True):
    id: str
    item_id: str
    expires_at: Annotated[
        datetime | None, Meta(description="When the reservation expires; null once it is bought.")
    ]
    created_at: datetime
    wish: ClaimedWishResponse
    wish_fate: Annotated[
        WishFate,
        Meta(description="What became of the wish since you claimed it; GONE means deleted."),
    ]


class ClaimPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of claims, grouped by list, oldest first."""

    items: list[ClaimResponse]


class CoGiverResponse(_PartResponse, frozen=True, kw_only=True):
    """Another giver of the same wish: a user, or a guest, who has only a name."""

    person: PersonResponse | None
    guest_name: str | None


class ItemClaimsResponse(ResponseSchema, frozen=True, kw_only=True):
    status: Annotated[
        Taken,
        Meta(description="FREE: nothing is claimed. TAKEN: nothing is left to claim."),
    ]
    claimed_quantity: Annotated[int, Meta(description="Number of claimed units.")]
    remaining: Annotated[
        int | None,
        Meta(description="Number of units that can still be claimed; null means no limit."),
    ]
    shared_minor: Annotated[int, Meta(description="The sum of the shares, in minor units.")]
    share_price_minor: Annotated[
        int | None, Meta(description="The price that is shared; null while there are no shares.")
    ]
    share_currency: Annotated[
        str | None,
        Meta(
            description="The currency of both, also if the wish's price has another "
            "currency by now."
        ),
    ]
    mine: list[ClaimResponse]
    givers: Annotated[
        list[CoGiverResponse],
        Meta(
            description="The other givers. Only givers of the wish see them; after the reveal "
            "the person it is for sees them without notes."
        ),
    ]


def claim_response(claim: Claim) -> ClaimResponse:
    quantity, share = _part(claim.part)
    return ClaimResponse(
        id=claim.id,
        item_id=claim.item_id,
        quantity=quantity,
        share_minor=share,
        currency=claim.currency,
        status=claim.status,
        note=claim.note,
        expires_at=claim.expires_at,
        created_at=claim.created_at,
        wish=_wish_response(claim.wish),
        wish_fate=claim.fate,
    )


def item_claims_response(claims: ItemClaims) -> ItemClaimsResponse:
    price = claims.share_price
    return ItemClaimsResponse(
        status=claims.taken,
        claimed_quantity=claims.claimed_quantity,
        remaining=claims.remaining,
        shared_minor=claims.shared_minor,
        share_price_minor=price.minor if price else None,
        share_currency=price.currency if price else None,
        mine=[claim_response(claim) for claim in claims.mine],
        givers=[_co_giver_response(giver) for giver in claims.givers],
    )


def _co_giver_response(giver: CoGiver) -> CoGiverResponse:
    quantity, share = _part(giver.part)
    return CoGiverResponse(
        person=person_response(giver.person) if giver.person else None,
        guest_name=giver.guest_name,
        quantity=quantity,
        share_minor=share,
        currency=giver.currency,
        status=giver.status,
        note=giver.note,
    )


def _wish_response(wish: ClaimedWish) -> ClaimedWishResponse:
    return ClaimedWishResponse(
        title=wish.title,
        url=wish.url,
        image_url=wish.image_url,
        price=wish.price.minor if wish.price else None,
        currency=wish.price.currency if wish.price else None,
        wishlist_id=wish.wishlist_id,
        wishlist_title=wish.list_title,
        owner_id=wish.owner_id,
        owner_name=wish.owner_name,
    )


def _part(part: Part) -> tuple[int | None, int | None]:
    return part.units or None, part.share_minor or None
