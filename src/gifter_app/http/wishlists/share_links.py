"""The route of a wishlist's share link."""

from typing import Annotated

from litestar import get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency
from litestar.params import PathParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.wishlists.schemas import WishlistDetailResponse, wishlist_detail_response
from gifter_domain.catalogue.listing import ShopLinks
from gifter_domain.identity.user import User
from gifter_domain.wishlists.ports import WishlistReads
from gifter_domain.wishlists.sharing import SharedListNotFound, token_hash


@get(
    "/{token:str}",
    operation_id="GetSharedWishlist",
    summary="Get a shared wishlist",
    response_description="The shared list with its items.",
    responses=errors(SharedListNotFound),
    opt={"guests": True},
    security=[{}, {"bearer": []}],
    cache_control=CacheControlHeader(no_store=True),  # the response depends on the viewer
)
async def get_shared_wishlist(
    token: Annotated[str, PathParameter(description="The token at the end of the share link.")],
    viewer: NamedDependency[User | None],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
    shop_links: NamedDependency[ShopLinks],
) -> WishlistDetailResponse:
    """Returns a list by its share link, with or without an account.

    The list's owners do not see claims, whoever's link they use. A link that never existed, was
    revoked or has expired is a 404.
    """
    found = await wishlist_reads.shared(viewer.id if viewer else None, token_hash(token))
    return wishlist_detail_response(found, shop_links)
