"""Wishlists: one's own, jointly owned ones, and those that others let one see."""

from typing import Annotated

from litestar import Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec
from litestar.params import JSONBody, PathParameter, QueryParameter, SkipValidation

from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import OptionalBodyOperation, errors
from gifter_app.http.pagination import PAGED, page_response
from gifter_app.http.wishlists.item_schemas import (
    AddItemRequest,
    WishlistItemResponse,
    item_response,
)
from gifter_app.http.wishlists.schemas import (
    CreateWishlistRequest,
    OrderItemsRequest,
    ShareResponse,
    ShareWishlistRequest,
    UpdateWishlistRequest,
    WishlistDetailResponse,
    WishlistPageResponse,
    WishlistResponse,
    share_response,
    wishlist_detail_response,
    wishlist_response,
)
from gifter_app.use_cases.wishlists.manage_items import ManageWishlistItems
from gifter_app.use_cases.wishlists.manage_wishlists import ManageWishlists
from gifter_domain.identity.user import User
from gifter_domain.shared.pages import PageRequest
from gifter_domain.wishlists.ports import ListQuery, WishlistReads
from gifter_domain.wishlists.wishlist import MAX_TITLE, Scope

_WishlistId = Annotated[str, PathParameter(name="wishlistId", description="The list's `id`.")]
_JointOwnerId = Annotated[
    str, PathParameter(name="userId", description="The joint owner's id, as a user.")
]


@post(
    "/wishlists",
    operation_id="CreateWishlist",
    tags=["Wishlists"],
    summary="A list of what I wish for, or somebody I give to",
    responses=errors(404),
)
async def create_wishlist(
    data: JSONBody[CreateWishlistRequest],
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> WishlistResponse:
    """With a `recipientId` it is of that recipient's wishes: I may claim them like others."""
    made = await wishlists.create(user, data.recipient_id, data.to_details())
    return wishlist_response(made)


@get(
    "/wishlists",
    operation_id="ListWishlists",
    tags=["Wishlists"],
    summary="Lists that I own or may read",
    responses=errors(),
    dependencies=PAGED,
)
async def list_wishlists(
    user: NamedDependency[User],
    page: NamedDependency[PageRequest],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
    scope_: Annotated[
        Scope,
        QueryParameter(
            name="scope", description="Those I own, alone or jointly; friends'; anybody's public."
        ),
    ] = Scope.MINE,
    recipient_id: Annotated[
        str | None,
        QueryParameter(
            name="recipientId", pattern=NO_NUL, description="Those I keep for a recipient."
        ),
    ] = None,
    q: Annotated[
        str | None,
        QueryParameter(
            min_length=1,
            max_length=MAX_TITLE,
            pattern=NO_NUL,
            description="Any part of the title, in any case.",
        ),
    ] = None,
) -> WishlistPageResponse:
    """In the order they were made. Pages stay in step while lists come, change and go."""
    query = ListQuery(scope_, title_like=q, recipient_id=recipient_id)
    found = await wishlist_reads.wishlists(user.id, query, page)
    return page_response(WishlistPageResponse, found, wishlist_response)


@get(
    "/wishlists/{wishlistId:str}",
    operation_id="GetWishlist",
    tags=["Wishlists"],
    summary="One of them, with its items",
    responses=errors(404),
)
async def get_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
) -> WishlistDetailResponse:
    """All items, in order."""
    return wishlist_detail_response(await wishlist_reads.wishlist(user.id, wishlist_id))


@patch(
    "/wishlists/{wishlistId:str}",
    operation_id="UpdateWishlist",
    tags=["Wishlists"],
    summary="Change a list of mine",
    responses=errors(404),
)
async def update_wishlist(
    data: JSONBody[UpdateWishlistRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> WishlistResponse:
    """Only the fields that are sent change; null clears."""
    return wishlist_response(await wishlists.change(user, wishlist_id, data.to_details()))


@delete(
    "/wishlists/{wishlistId:str}",
    operation_id="DeleteWishlist",
    tags=["Wishlists"],
    summary="Remove a list that I own",
    responses=errors(404),
)
async def delete_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> None:
    """With its items; what is on another list too stays there."""
    await wishlists.remove(user, wishlist_id)


@post(
    "/wishlists/{wishlistId:str}/items",
    operation_id="AddWishlistItem",
    tags=["Wishlists"],
    summary="Wish for something",
    responses=errors(404, 409)
    | {200: ResponseSpec(WishlistItemResponse, description="It was on the list already.")},
)
async def add_item(
    data: JSONBody[AddItemRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[ManageWishlistItems],
) -> Response[WishlistItemResponse]:
    """The same product, or address, is one wish on all lists, and what is sent changes it.

    Safe to repeat, but for a title alone, which is another wish: on the list already, it is a 200.
    """
    item, is_new = await wishlist_items.add(user, wishlist_id, data.to_new_item())
    return Response(item_response(item), status_code=201 if is_new else 200)


@put(
    "/wishlists/{wishlistId:str}/items/order",
    operation_id="OrderWishlistItems",
    tags=["Wishlists"],
    summary="Put the items in another order",
    responses=errors(404),
    status_code=204,
)
async def order_items(
    data: JSONBody[OrderItemsRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlist_items: NamedDependency[ManageWishlistItems],
) -> None:
    """Takes the ids of all items; others, or not all, are a 400. The last order counts."""
    await wishlist_items.reorder(user, wishlist_id, data.item_ids)


@put(
    "/wishlists/{wishlistId:str}/owners/{userId:str}",
    operation_id="AddWishlistOwner",
    tags=["Wishlists"],
    summary="Own a list together with a friend",
    responses=errors(404, 409),
    status_code=204,
)
async def add_owner(
    wishlist_id: _WishlistId,
    user_id: _JointOwnerId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> None:
    """They may change the list and its items. Safe to repeat."""
    await wishlists.add_owner(user, wishlist_id, user_id)


@delete(
    "/wishlists/{wishlistId:str}/owners/{userId:str}",
    operation_id="RemoveWishlistOwner",
    tags=["Wishlists"],
    summary="Own a list no longer together",
    responses=errors(404),
)
async def remove_owner(
    wishlist_id: _WishlistId,
    user_id: _JointOwnerId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> None:
    """By the owner, or by the joint owner themselves. Safe to repeat."""
    await wishlists.remove_owner(user, wishlist_id, user_id)


@post(
    "/wishlists/{wishlistId:str}/share",
    operation_id="ShareWishlist",
    operation_class=OptionalBodyOperation,
    tags=["Wishlists"],
    summary="A link that shows the list to anybody",
    responses=errors(404),
)
async def share_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
    public_url: NamedDependency[str],
    data: JSONBody[ShareWishlistRequest] = ShareWishlistRequest(),  # noqa: B008 -- it is frozen
) -> ShareResponse:
    """Told once. New links take the place of those that were there."""
    share = await wishlists.share(user, wishlist_id, data.expires_at)
    return share_response(share, public_url)


@delete(
    "/wishlists/{wishlistId:str}/share",
    operation_id="UnshareWishlist",
    tags=["Wishlists"],
    summary="The links show nothing any more",
    responses=errors(404),
)
async def unshare_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlists: NamedDependency[ManageWishlists],
) -> None:
    """Safe to repeat."""
    await wishlists.unshare(user, wishlist_id)
