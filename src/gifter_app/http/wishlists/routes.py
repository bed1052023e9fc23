"""Routes of wishlists and their items."""

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
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.catalogue.reads import ProductNotFound
from gifter_domain.identity.user import User
from gifter_domain.occasions.occasion import OccasionNotFound
from gifter_domain.people.friendship import NotWithYourself, UserNotFound
from gifter_domain.people.recipient import RecipientNotFound
from gifter_domain.shared.pages import PageRequest
from gifter_domain.wishlists.item import AlreadyWished, ItemNotFound
from gifter_domain.wishlists.ports import ListQuery, WishlistReads
from gifter_domain.wishlists.wishlist import (
    MAX_TITLE,
    Scope,
    TooManyOwners,
    TooManyWishlists,
    WishlistFull,
    WishlistNotFound,
)

_WishlistId = Annotated[str, PathParameter(name="wishlistId", description="The list's `id`.")]
_JointOwnerId = Annotated[
    str, PathParameter(name="userId", description="The joint owner's user id.")
]


@post(
    "/",
    operation_id="CreateWishlist",
    summary="Create a wishlist",
    response_description="The new list.",
    responses=errors(RecipientNotFound, OccasionNotFound, TooManyWishlists),
)
async def create_wishlist(
    data: JSONBody[CreateWishlistRequest],
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> WishlistResponse:
    """Creates a list of your own wishes, or of a recipient's wishes if `recipientId` is sent.

    You can claim wishes of a recipient like anybody else.
    """
    made = await manage_wishlists.create(user, data.recipient_id, data.to_details())
    return wishlist_response(made)


@get(
    "/",
    operation_id="ListWishlists",
    summary="List wishlists",
    response_description="A page of lists.",
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
            name="scope",
            description="Your own lists (also joint), friends' lists, or public ones.",
        ),
    ] = Scope.MINE,
    recipient_id: Annotated[
        str | None,
        QueryParameter(
            name="recipientId",
            pattern=NO_NUL,
            description="Only lists for this recipient.",
        ),
    ] = None,
    q: Annotated[
        str | None,
        QueryParameter(
            min_length=1,
            max_length=MAX_TITLE,
            pattern=NO_NUL,
            description="A part of the title; case does not matter.",
        ),
    ] = None,
) -> WishlistPageResponse:
    """Returns the lists that you own or may read, in the order in which they were created.

    Pages stay consistent while lists are added, changed and deleted.
    """
    query = ListQuery(scope_, title_like=q, recipient_id=recipient_id)
    found = await wishlist_reads.wishlists(user.id, query, page)
    return page_response(WishlistPageResponse, found, wishlist_response)


@get(
    "/{wishlistId:str}",
    operation_id="GetWishlist",
    summary="Get a wishlist",
    response_description="The list with its items.",
    responses=errors(WishlistNotFound),
)
async def get_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
    shop_links: NamedDependency[ShopLinks],
) -> WishlistDetailResponse:
    """Returns a list with all of its items in order."""
    found = await wishlist_reads.wishlist(user.id, wishlist_id)
    return wishlist_detail_response(found, shop_links)


@patch(
    "/{wishlistId:str}",
    operation_id="UpdateWishlist",
    summary="Update a wishlist",
    response_description="The list after the change.",
    responses=errors(WishlistNotFound, OccasionNotFound, RecipientNotFound),
)
async def update_wishlist(
    data: JSONBody[UpdateWishlistRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> WishlistResponse:
    """Changes the fields that are sent; null clears a field."""
    return wishlist_response(await manage_wishlists.change(user, wishlist_id, data.to_details()))


@delete(
    "/{wishlistId:str}",
    operation_id="DeleteWishlist",
    summary="Delete a wishlist",
    response_description="The list is deleted.",
    responses=errors(WishlistNotFound),
)
async def delete_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> None:
    """Deletes a list that you own, with its items. Wishes that are on another list stay there."""
    await manage_wishlists.remove(user, wishlist_id)


@post(
    "/{wishlistId:str}/items",
    operation_id="AddWishlistItem",
    summary="Add a wishlist item",
    response_description="The new item.",
    responses=errors(WishlistNotFound, ItemNotFound, ProductNotFound, AlreadyWished, WishlistFull)
    | {200: ResponseSpec(WishlistItemResponse, description="The item was already on the list.")},
)
async def add_item(
    data: JSONBody[AddItemRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlist_items: NamedDependency[ManageWishlistItems],
    shop_links: NamedDependency[ShopLinks],
) -> Response[WishlistItemResponse]:
    """Adds a wish to the list. The same product or address is one wish on all lists, and the sent
    fields change it.

    Safe to repeat, except for a title alone, which always is a new wish. If the item is already on
    the list, the status is 200.
    """
    item, is_new = await manage_wishlist_items.add(user, wishlist_id, data.to_new_item())
    return Response(item_response(item, shop_links), status_code=201 if is_new else 200)


@put(
    "/{wishlistId:str}/items/order",
    operation_id="OrderWishlistItems",
    summary="Reorder wishlist items",
    response_description="The items are in the new order.",
    responses=errors(WishlistNotFound),
    status_code=204,
)
async def order_items(
    data: JSONBody[OrderItemsRequest],
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlist_items: NamedDependency[ManageWishlistItems],
) -> None:
    """Sets the order of the items. The ids must be those of all items, or it is a 400.

    If two requests conflict, the later one wins.
    """
    await manage_wishlist_items.reorder(user, wishlist_id, data.item_ids)


@put(
    "/{wishlistId:str}/owners/{userId:str}",
    operation_id="AddWishlistOwner",
    summary="Add a joint owner to a wishlist",
    response_description="The user is a joint owner.",
    responses=errors(WishlistNotFound, UserNotFound, TooManyOwners, NotWithYourself),
    status_code=204,
)
async def add_owner(
    wishlist_id: _WishlistId,
    user_id: _JointOwnerId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> None:
    """Lets a friend change the list and its items. Safe to repeat."""
    await manage_wishlists.add_owner(user, wishlist_id, user_id)


@delete(
    "/{wishlistId:str}/owners/{userId:str}",
    operation_id="RemoveWishlistOwner",
    summary="Remove a joint owner of a wishlist",
    response_description="The user is no joint owner (any more).",
    responses=errors(WishlistNotFound),
)
async def remove_owner(
    wishlist_id: _WishlistId,
    user_id: _JointOwnerId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> None:
    """Ends joint ownership. The owner or the joint owner can do it. Safe to repeat."""
    await manage_wishlists.remove_owner(user, wishlist_id, user_id)


@post(
    "/{wishlistId:str}/share",
    operation_id="ShareWishlist",
    operation_class=OptionalBodyOperation,
    summary="Create a wishlist's share links",
    response_description="The new links. They are shown only once.",
    responses=errors(WishlistNotFound),
)
async def share_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
    public_url: NamedDependency[str],
    data: JSONBody[ShareWishlistRequest] = ShareWishlistRequest(),  # noqa: B008 -- it is frozen
) -> ShareResponse:
    """Creates links that show the list to anybody who has them.

    The links are shown only once, and replace earlier ones.
    """
    share = await manage_wishlists.share(user, wishlist_id, data.expires_at)
    return share_response(share, public_url)


@delete(
    "/{wishlistId:str}/share",
    operation_id="UnshareWishlist",
    summary="Revoke a wishlist's share links",
    response_description="All links of the list are revoked.",
    responses=errors(WishlistNotFound),
)
async def unshare_wishlist(
    wishlist_id: _WishlistId,
    user: NamedDependency[User],
    manage_wishlists: NamedDependency[ManageWishlists],
) -> None:
    """Makes the links invalid. Safe to repeat."""
    await manage_wishlists.unshare(user, wishlist_id)
