"""Items of the signed-in user's wishlists, one by one."""

from typing import Annotated

from litestar import delete, patch
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter

from gifter_app.http.openapi import errors
from gifter_app.http.schemas.wishlist_items import (
    UpdateItemRequest,
    WishlistItemResponse,
    item_response,
)
from gifter_app.use_cases.wishlist_items import WishlistItems
from gifter_domain.identity.user import User

_ItemId = Annotated[str, PathParameter(description="The item's `id`.")]


@patch(
    "/wishlist-items/{item_id:str}",
    operation_id="UpdateWishlistItem",
    tags=["Wishlists"],
    summary="Change what I wish for",
    responses=errors(404, 409),
)
async def update_item(
    data: JSONBody[UpdateItemRequest],
    item_id: _ItemId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[WishlistItems],
) -> WishlistItemResponse:
    """Only the fields that are sent change; null clears, a `quantity` of null is unlimited.

    Notes and priority are this list's; the rest is true of the wish on every list.
    """
    changed = await wishlist_items.change(user, item_id, data.to_wish(), data.to_place())
    return item_response(changed)


@delete(
    "/wishlist-items/{item_id:str}",
    operation_id="DeleteWishlistItem",
    tags=["Wishlists"],
    summary="Take it off the list",
    responses=errors(404),
)
async def delete_item(
    item_id: _ItemId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[WishlistItems],
) -> None:
    """On other lists it stays."""
    await wishlist_items.remove(user, item_id)
