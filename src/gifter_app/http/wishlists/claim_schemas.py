"""Claims: what somebody promised to give, and what an item shows of them to its givers."""

from datetime import datetime
from typing import Annotated, cast

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.people.person_schemas import PersonResponse, person_response
from gifter_domain.wishlists.claim import (
    Claim,
    ClaimDetails,
    ClaimedWish,
    CoGiver,
    ItemClaims,
    WishFate,
)
from gifter_domain.wishlists.claiming import MAX_NOTE, ClaimStatus, Part, Taken
from gifter_domain.wishlists.item import MAX_PRICE, MAX_QUANTITY

_Note = Annotated[
    str,
    Meta(
        max_length=MAX_NOTE,
        pattern=NO_NUL,
        description="For the others who give a part of it.",
        examples=["I take the red one."],
    ),
]
_Quantity = Annotated[int, Meta(ge=1, le=MAX_QUANTITY, examples=[1])]
_Share = Annotated[int, Meta(ge=1, le=MAX_PRICE, description="In minor units, without a quantity.")]


class ClaimItemRequest(RequestSchema, frozen=True, kw_only=True):
    """Some units (one, if nothing is said), or a share of the price together with others."""

    quantity: _Quantity | None = None
    share_minor: _Share | None = None
    currency: Annotated[
        Annotated[str, Meta(max_length=3, examples=["GBP"])] | None,
        Meta(description="What the share is meant in; left out: in what the wish's shares are."),
    ] = None


class UpdateClaimRequest(RequestSchema, frozen=True, kw_only=True):
    """What is left out stays as it is; null clears."""

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
    price: Annotated[int | None, Meta(description="Of one, in minor units.")]
    currency: str | None
    wishlist_id: str
    wishlist_title: str
    owner_id: str
    owner_name: str | None


class _PartResponse(ResponseSchema, frozen=True, kw_only=True):
    quantity: Annotated[int | None, Meta(description="Null for a share.", examples=[1])]
    share_minor: Annotated[int | None, Meta(description="In minor units; null for units.")]
    currency: Annotated[str | None, Meta(description="Of a share.")]
    status: ClaimStatus
    note: _Note | None


class ClaimResponse(_PartResponse, frozen=True, kw_only=True):
    id: str
    item_id: str
    expires_at: Annotated[
        datetime | None, Meta(description="When the reservation lapses; null when it is bought.")
    ]
    created_at: datetime
    wish: ClaimedWishResponse
    wish_fate: Annotated[
        WishFate, Meta(description="What its owner has done to the wish since; GONE: deleted it.")
    ]


class ClaimPageResponse(PageResponse, frozen=True, kw_only=True):
    """Claims, those on one list beside each other, in the order they were made."""

    items: list[ClaimResponse]


class CoGiverResponse(_PartResponse, frozen=True, kw_only=True):
    """Somebody else who gives a part: a user, or a guest of whom only a name is known."""

    person: PersonResponse | None
    guest_name: str | None


class ItemClaimsResponse(ResponseSchema, frozen=True, kw_only=True):
    status: Annotated[
        Taken,
        Meta(description="FREE: nobody claims any; TAKEN: nothing of it can be claimed."),
    ]
    claimed_quantity: Annotated[int, Meta(description="Units that are claimed whole.")]
    remaining: Annotated[
        int | None, Meta(description="Units that can still be claimed whole; null: no limit.")
    ]
    shared_minor: Annotated[int, Meta(description="The sum of the shares, in minor units.")]
    share_price_minor: Annotated[
        int | None, Meta(description="What they are shares of; null while there are none.")
    ]
    share_currency: Annotated[
        str | None, Meta(description="Of both, whatever the wish's price is in by now.")
    ]
    mine: list[ClaimResponse]
    givers: Annotated[
        list[CoGiverResponse],
        Meta(
            description="The others, for who gives a part of it; once revealed, without their "
            "notes, for whom it is for; nobody for anybody else."
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
