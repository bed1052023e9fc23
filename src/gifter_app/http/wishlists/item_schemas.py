"""Schemas of wishlist items."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, cast

from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import RequestSchema, ResponseSchema
from gifter_app.http.nul import NO_NUL
from gifter_app.http.wishlists.claim_schemas import ItemClaimsResponse, item_claims_response
from gifter_app.use_cases.wishlists.manage_items import NewItem
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.web_addresses import MAX_URL
from gifter_domain.wishlists.item import (
    MAX_NOTES,
    MAX_PRICE,
    MAX_PRIORITY,
    MAX_QUANTITY,
    Item,
    PlaceDetails,
    WishDetails,
    WishedProduct,
)
from gifter_domain.wishlists.wishlist import MAX_TITLE

Id = Annotated[str, Meta(max_length=100, pattern=NO_NUL)]
_Title = Annotated[str, Meta(max_length=MAX_TITLE, examples=["A red bicycle"])]
_Url = Annotated[str, Meta(max_length=MAX_URL, examples=["https://shop.example.com/bicycle"])]
_Notes = Annotated[str, Meta(max_length=MAX_NOTES, pattern=NO_NUL, examples=["Size M"])]
_Priority = Annotated[
    int, Meta(ge=1, le=MAX_PRIORITY, description="1 is the highest priority.", examples=[1])
]
_Quantity = Annotated[
    int,
    Meta(
        ge=1,
        le=MAX_QUANTITY,
        description="The number wished for; null means unlimited.",
        examples=[1],
    ),
]
_Price = Annotated[
    int, Meta(ge=1, le=MAX_PRICE, description="The price of one, in minor units.", examples=[12900])
]
_Currency = Annotated[str, Meta(max_length=3, description="ISO 4217.", examples=["GBP"])]


class _Details(RequestSchema, frozen=True, kw_only=True):
    title: _Title | UnsetType = UNSET
    external_url: _Url | UnsetType | None = UNSET
    image_url: _Url | UnsetType | None = UNSET
    notes: _Notes | UnsetType | None = UNSET
    priority: _Priority | UnsetType | None = UNSET
    quantity: _Quantity | UnsetType | None = UNSET
    desired_price: _Price | UnsetType | None = UNSET
    desired_currency: Annotated[
        _Currency | UnsetType | None,
        Meta(
            description="ISO 4217. By default the currency of the previous price, or that "
            "of your profile."
        ),
    ] = UNSET

    def to_wish(self) -> WishDetails:
        sent = {
            "title": self.title,
            "external_url": self.external_url,
            "image_url": self.image_url,
            "quantity": self.quantity,
            "desired_price_minor": self.desired_price,
            "desired_currency": self.desired_currency,
        }
        return cast(WishDetails, _said(sent))

    def to_place(self) -> PlaceDetails:
        return cast(PlaceDetails, _said({"notes": self.notes, "priority": self.priority}))


class AddItemRequest(_Details, frozen=True, kw_only=True):
    """A product (`productId`), or anything else by `title`, preferably with an `externalUrl`."""

    product_id: Annotated[Id | None, Meta(description="A product of the catalogue.")] = None
    alternative_to: Annotated[
        Id | None,
        Meta(description="The id of another item of the list: either of the two is enough."),
    ] = None

    def to_new_item(self) -> NewItem:
        if self.product_id is not None and isinstance(self.external_url, str):
            raise InvalidInput.at("externalUrl", "is not allowed for a product of the catalogue")
        return NewItem(self.to_wish(), self.to_place(), self.product_id, self.alternative_to)


class UpdateItemRequest(_Details, frozen=True, kw_only=True):
    """The fields to change: a field that is left out stays, null clears it."""


class WishedProductResponse(ResponseSchema, frozen=True, kw_only=True):
    title: Annotated[str, Meta(examples=["Copper Hand Trowel"])]
    image_url: str | None
    default_price: Annotated[
        int | None, Meta(description="The price in minor units.", examples=[2800])
    ]
    default_currency: Annotated[
        str | None, Meta(description="ISO 4217; null if the price is null.")
    ]
    in_stock: bool
    url: Annotated[str | None, Meta(description="The address at which it is bought, if known.")]


class WishlistItemResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    wishlist_id: str
    wish_id: Annotated[str, Meta(description="The wish's id, the same on every list.")]
    choice_id: Annotated[
        str, Meta(description="Items with the same value are alternatives: one of them is enough.")
    ]
    product_id: str | None
    product: Annotated[
        WishedProductResponse | None,
        Meta(description="The product as it is now; null if it is no longer shown."),
    ]
    title: str
    external_url: str | None
    image_url: str | None
    notes: str | None
    priority: _Priority | None
    quantity: _Quantity | None
    desired_price: _Price | None
    desired_currency: str | None
    position: Annotated[int, Meta(description="The item's place in the list.")]
    created_at: datetime
    updated_at: datetime
    claim: Annotated[
        ItemClaimsResponse | None,
        Meta(description="The claims; null for the person it is for, until they are revealed."),
    ]


def item_response(item: Item, links: ShopLinks) -> WishlistItemResponse:
    price = item.desired_price
    return WishlistItemResponse(
        id=item.id,
        wishlist_id=item.wishlist_id,
        wish_id=item.wish_id,
        choice_id=item.choice_id,
        product_id=item.product_id,
        product=_product_response(item.product, links) if item.product else None,
        title=item.title,
        external_url=item.external_url,
        image_url=item.image_url,
        notes=item.notes,
        priority=item.priority,
        quantity=item.quantity,
        desired_price=price.minor if price else None,
        desired_currency=price.currency if price else None,
        position=item.position,
        created_at=item.created_at,
        updated_at=item.updated_at,
        claim=item_claims_response(item.claims) if item.claims else None,
    )


def _product_response(product: WishedProduct, links: ShopLinks) -> WishedProductResponse:
    return WishedProductResponse(
        title=product.title,
        image_url=product.image_url,
        default_price=product.price.minor if product.price else None,
        default_currency=product.price.currency if product.price else None,
        in_stock=product.in_stock,
        url=links.address(product.url, product.slug),
    )


def _said(sent: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in sent.items() if value is not UNSET}
