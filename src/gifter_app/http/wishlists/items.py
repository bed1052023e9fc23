"""Items of the signed-in user's wishlists, one by one."""

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
from gifter_domain.identity.user import User

_ItemId = Annotated[str, PathParameter(name="itemId", description="The item's `id`.")]


@patch(
    "/wishlist-items/{itemId:str}",
    operation_id="UpdateWishlistItem",
    tags=["Wishlists"],
    summary="Change what I wish for",
    responses=errors(404, 409),
)
async def update_item(
    data: JSONBody[UpdateItemRequest],
    item_id: _ItemId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[ManageWishlistItems],
) -> WishlistItemResponse:
    """Only the fields that are sent change; null clears, a `quantity` of null is unlimited.

    Notes and priority are this list's; the rest is true of the wish on every list.
    """
    changed = await wishlist_items.change(user, item_id, data.to_wish(), data.to_place())
    return item_response(changed)


@delete(
    "/wishlist-items/{itemId:str}",
    operation_id="DeleteWishlistItem",
    tags=["Wishlists"],
    summary="Take it off the list",
    responses=errors(404),
)
async def delete_item(
    item_id: _ItemId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[ManageWishlistItems],
) -> None:
    """On other lists it stays."""
    await wishlist_items.remove(user, item_id)


@post(
    "/wishlist-items/{itemId:str}/claims",
    operation_id="ClaimWishlistItem",
    operation_class=OptionalBodyOperation,
    tags=["Claims"],
    summary="I give it, or a part of it",
    responses=errors(404, 409),
)
async def claim_item(
    item_id: _ItemId,
    user: NamedDependency[User],
    claims: NamedDependency[ClaimWishes],
    data: JSONBody[ClaimItemRequest] = ClaimItemRequest(),  # noqa: B008 -- it is frozen
) -> ClaimResponse:
    """Reserves units for 30 days, or a share of the price; nobody it is for can tell.

    Too late is a 409 `item_fully_claimed`, whose `details` say what is left: `remaining` units,
    `remainingMinor` of the price in `currency`; null is no limit. While a wish is claimed, its
    alternatives are not free. One's own wish is a 409 `own_wish`; shares of a wish without a price
    are a 409 `wish_has_no_price`. The first share settles price and currency of all: one that is
    meant in another currency is a 409 `other_currency`.
    """
    part = data.quantity, data.share_minor, data.currency
    return claim_response(await claims.claim(user, item_id, *part))
