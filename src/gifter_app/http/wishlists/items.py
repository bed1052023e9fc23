"""Routes of single wishlist items: change, delete, claim."""

from typing import Annotated

from litestar import delete, patch, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from gifter_app.http.openapi import OptionalBodyOperation, errors
from gifter_app.http.wishlists.claim_schemas import ClaimItemRequest, ClaimResponse, claim_response
from gifter_app.http.wishlists.item_schemas import (
    UpdateItemRequest,
    WishlistItemResponse,
    item_response,
)
from gifter_app.use_cases.wishlists.claim_wishes import ClaimWishes
from gifter_app.use_cases.wishlists.manage_items import ManageWishlistItems
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.user import User
from gifter_domain.wishlists.claims.rules import (
    ItemFullyClaimed,
    OtherCurrency,
    OwnWish,
    WishHasNoPrice,
)
from gifter_domain.wishlists.item import AlreadyWished, ItemNotFound

_ItemId = Annotated[str, PathParameter(name="itemId", description="The item's `id`.")]


@patch(
    "/{itemId:str}",
    operation_id="UpdateWishlistItem",
    summary="Update a wishlist item",
    response_description="The item after the change.",
    responses=errors(ItemNotFound, AlreadyWished),
)
async def update_item(
    data: JSONBody[UpdateItemRequest],
    item_id: _ItemId,
    user: NamedDependency[User],
    manage_wishlist_items: NamedDependency[ManageWishlistItems],
    shop_links: NamedDependency[ShopLinks],
) -> WishlistItemResponse:
    """Changes the fields that are sent; null clears a field, and a null `quantity` means unlimited.

    Notes and priority belong to this list; the other fields change the wish on every list.
    """
    changed = await manage_wishlist_items.change(user, item_id, data.to_wish(), data.to_place())
    return item_response(changed, shop_links)


@delete(
    "/{itemId:str}",
    operation_id="DeleteWishlistItem",
    summary="Delete a wishlist item",
    response_description="The item is removed from the list.",
    responses=errors(ItemNotFound),
)
async def delete_item(
    item_id: _ItemId,
    user: NamedDependency[User],
    manage_wishlist_items: NamedDependency[ManageWishlistItems],
) -> None:
    """Removes the item from this list. On other lists the wish stays."""
    await manage_wishlist_items.remove(user, item_id)


@post(
    "/{itemId:str}/claims",
    operation_id="ClaimWishlistItem",
    operation_class=OptionalBodyOperation,
    summary="Claim a wishlist item",
    response_description="The new claim.",
    responses=errors(ItemNotFound, ItemFullyClaimed, OtherCurrency, OwnWish, WishHasNoPrice),
)
async def claim_item(
    item_id: _ItemId,
    user: NamedDependency[User],
    claim_wishes: NamedDependency[ClaimWishes],
    data: JSONBody[ClaimItemRequest] = ClaimItemRequest(),  # noqa: B008 -- it is frozen
) -> ClaimResponse:
    """Reserves units for 30 days, or a share of the price. The person it is for cannot see it.

    If too little is left it is a 409 `item_fully_claimed` with what is left in `details`:
    `remaining` units and `remainingMinor` of the price in `currency`; null means no limit. While a
    wish is claimed, its alternatives cannot be claimed. Your own wish is a 409 `own_wish`; a share
    of a wish without a price is a 409 `wish_has_no_price`. The first share fixes price and
    currency; a share in another currency is a 409 `other_currency`.
    """
    part = data.quantity, data.share_minor, data.currency
    return claim_response(await claim_wishes.claim(user, item_id, *part))
