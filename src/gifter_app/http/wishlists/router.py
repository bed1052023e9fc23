"""The router of wishlists, their items and claims."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.wishlists import claims, items, routes, share_links
from gifter_app.wiring.wishlists import WishlistsUseCases


def wishlists_router(wishlists: Callable[[], WishlistsUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[_wishlists(), _claims()],
        dependencies=provided_by(WishlistsUseCases, wishlists),
    )


def _wishlists() -> Router:
    return Router(
        "/",
        route_handlers=[
            routes.create_wishlist,
            routes.list_wishlists,
            routes.get_wishlist,
            routes.update_wishlist,
            routes.delete_wishlist,
            routes.add_item,
            routes.order_items,
            routes.add_owner,
            routes.remove_owner,
            routes.share_wishlist,
            routes.unshare_wishlist,
            items.update_item,
            items.delete_item,
            share_links.get_shared_wishlist,
        ],
        tags=["Wishlists"],
    )


def _claims() -> Router:
    return Router(
        "/",
        route_handlers=[
            items.claim_item,
            claims.list_my_claims,
            claims.update_claim,
            claims.renew_claim,
            claims.delete_claim,
        ],
        tags=["Claims"],
    )
