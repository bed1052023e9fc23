"""Wishlists that are shown by a link, to anybody who has it."""

from typing import Annotated

from litestar import get
from litestar.datastructures import CacheControlHeader
from litestar.di import NamedDependency
from litestar.params import PathParameter, SkipValidation

from gifter_app.http.openapi import errors
from gifter_app.http.wishlists.schemas import WishlistDetailResponse, wishlist_detail_response
from gifter_domain.identity.user import User
from gifter_domain.wishlists.ports import WishlistReads
from gifter_domain.wishlists.sharing import token_hash


@get(
    "/shared/{token:str}",
    operation_id="GetSharedWishlist",
    tags=["Wishlists"],
    summary="A list that a link shows",
    responses=errors(404),
    opt={"guests": True},
    security=[{}, {"bearer": []}],
    cache_control=CacheControlHeader(no_store=True),  # who asks decides what is shown
)
async def get_shared_wishlist(
    token: Annotated[str, PathParameter(description="The end of the link.")],
    viewer: NamedDependency[User | None],
    wishlist_reads: NamedDependency[SkipValidation[WishlistReads]],
) -> WishlistDetailResponse:
    """For anybody, with or without an account; its owners do not see claims, whose link it be.

    A link that never was, was revoked or has expired is the same 404.
    """
    found = await wishlist_reads.shared(viewer.id if viewer else None, token_hash(token))
    return wishlist_detail_response(found)
