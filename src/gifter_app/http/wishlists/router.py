"""The router of wishlists, their items and claims."""

from collections.abc import Callable

from litestar import Router

from gifter_app.http.dependencies import provided_by
from gifter_app.http.wishlists import claims, items, routes, share_links
from gifter_app.wiring.wishlists import WishlistsUseCases


def wishlists_router(wishlists: Callable[[], WishlistsUseCases]) -> Router:
    return Router(
        "/",
        route_handlers=[_wishlists(), _items(), _claims(), _shared()],
        dependencies=provided_by(WishlistsUseCases, wishlists),
    )


def _wishlists() -> Router:
    return Router(
        "/wishlists",
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
        ],
        tags=["Wishlists"],
    )


def _items() -> Router:
    changing = [items.update_item, items.delete_item]
    return Router(
        "/wishlist-items",
        route_handlers=[
            Router("/", route_handlers=changing, tags=["Wishlists"]),
            Router("/", route_handlers=[items.claim_item], tags=["Claims"]),
        ],
    )


def _claims() -> Router:
    return Router(
        "/claims",
        route_handlers=[
            claims.list_my_claims,
            claims.update_claim,
            claims.renew_claim,
            claims.delete_claim,
        ],
        tags=["Claims"],
    )


def _shared() -> Router:
    return Router("/shared", route_handlers=[share_links.get_shared_wishlist], tags=["Wishlists"])
