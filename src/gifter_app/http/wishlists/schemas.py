"""Schemas of wishlists and share links."""

from datetime import datetime
from typing import Annotated, cast

import msgspec
from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import PageResponse, RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.people.person_schemas import PersonResponse, person_response
from gifter_app.http.wishlists.item_schemas import Id, WishlistItemResponse, item_response
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.wishlists.ports import WishlistWithItems
from gifter_domain.wishlists.sharing import ShareLinks
from gifter_domain.wishlists.wishlist import (
    MAX_DESCRIPTION,
    MAX_ITEMS,
    MAX_TITLE,
    Visibility,
    Wishlist,
    WishlistDetails,
)

_Title = Annotated[str, Meta(max_length=MAX_TITLE, examples=["Birthday"])]
_Description = Annotated[str, Meta(max_length=MAX_DESCRIPTION, pattern=NO_NUL)]
_Visibility = Annotated[
    Visibility,
    Meta(
        description="Who may read the list besides its owners: nobody, friends, or all "
        "signed-in users."
    ),
]
_RevealAt = Annotated[
    datetime,
    Meta(
        tz=True,
        description="From this time the person it is for sees the earlier claims; null "
        "means never. "
        "By default it is the end of the occasion's day in the occasion's time zone.",
        examples=["2026-12-26T00:00:00Z"],
    ),
]
_OCCASION_ID = "An occasion of the owner's that the list is for"


class _Details(RequestSchema, frozen=True, kw_only=True):
    description: _Description | UnsetType | None = UNSET
    occasion_id: Annotated[
        Id | UnsetType | None,
        Meta(
            description=f"{_OCCASION_ID}. If sent again, the list is for the occasion's next date."
        ),
    ] = UNSET
    reveal_at: _RevealAt | UnsetType | None = UNSET

    def to_details(self) -> WishlistDetails:
        names = WishlistDetails.__optional_keys__
        sent = {name: getattr(self, name) for name in names}
        return cast(
            WishlistDetails, {name: value for name, value in sent.items() if value is not UNSET}
        )


class CreateWishlistRequest(_Details, frozen=True, kw_only=True):
    title: _Title
    visibility: _Visibility = Visibility.PRIVATE
    recipient_id: Annotated[
        Id | None,
        Meta(description="The recipient whose wishes they are; by default they are your own."),
    ] = None


class UpdateWishlistRequest(_Details, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""

    title: _Title | UnsetType = UNSET
    visibility: _Visibility | UnsetType = UNSET


class WishlistResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    title: str
    description: str | None
    visibility: _Visibility
    reveal_at: _RevealAt | None
    recipient_id: Annotated[
        str | None,
        Meta(description="The recipient whose wishes they are; shown only to the owner."),
    ]
    occasion_id: Annotated[
        str | None, Meta(description=f"{_OCCASION_ID}; shown only to the list's owners.")
    ]
    owner_user_id: str
    owner: PersonResponse
    joint_owners: list[PersonResponse]
    item_count: int
    created_at: datetime
    updated_at: datetime


class WishlistPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of wishlists, oldest first."""

    items: list[WishlistResponse]


class WishlistDetailResponse(WishlistResponse, frozen=True, kw_only=True):
    items: list[WishlistItemResponse]


class OrderItemsRequest(RequestSchema, frozen=True, kw_only=True):
    item_ids: Annotated[
        list[str],
        Meta(max_length=MAX_ITEMS, description="The ids of all items of the list, each once."),
    ]


class ShareWishlistRequest(RequestSchema, frozen=True, kw_only=True):
    expires_at: Annotated[
        Annotated[datetime, Meta(tz=True)] | None,
        Meta(description="When the links expire; by default only when they are revoked."),
    ] = None


class ShareResponse(ResponseSchema, frozen=True, kw_only=True):
    token: Annotated[
        str, Meta(description="The token for `GET /v1/shared/{token}`. It is shown only once.")
    ]
    url: Annotated[str, Meta(description="The page for guests.")]
    preview_url: Annotated[
        str,
        Meta(description="The same page without claims, to look at on the owner's own devices."),
    ]
    expires_at: datetime | None


def wishlist_response(wishlist: Wishlist) -> WishlistResponse:
    return WishlistResponse(
        id=wishlist.id,
        title=wishlist.title,
        description=wishlist.description,
        visibility=wishlist.visibility,
        reveal_at=wishlist.reveal_at,
        recipient_id=wishlist.recipient_id,
        occasion_id=wishlist.occasion_id,
        owner_user_id=wishlist.owner.id,
        owner=person_response(wishlist.owner),
        joint_owners=[person_response(person) for person in wishlist.joint_owners],
        item_count=wishlist.item_count,
        created_at=wishlist.created_at,
        updated_at=wishlist.updated_at,
    )


def wishlist_detail_response(found: WishlistWithItems, links: ShopLinks) -> WishlistDetailResponse:
    return WishlistDetailResponse(
        **msgspec.structs.asdict(wishlist_response(found.wishlist)),
        items=[item_response(item, links) for item in found.items],
    )


def share_response(share: ShareLinks, base_url: str) -> ShareResponse:
    return ShareResponse(
        token=share.token,
        url=f"{base_url}/s/{share.token}",
        preview_url=f"{base_url}/s/{share.preview_token}",
        expires_at=share.expires_at,
    )
