"""The router of the pages that people open in a browser, most of them without an account."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, Router
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware import DefineMiddleware

from gifter_app.http.auth import AUTHENTICATED
from gifter_app.http.dependencies import provided, provided_by
from gifter_app.http.errors import EXCEPTION_HANDLERS, on_http_exception
from gifter_app.http.nul import refuse_nul_in_path
from gifter_app.http.pages import guests, open_app, unsubscribe
from gifter_app.http.pages.guest_limit import Reservations
from gifter_app.http.pages.list_page import list_pages
from gifter_app.http.security_headers import PAGE_HEADERS
from gifter_app.wiring.reminders import RemindersUseCases
from gifter_app.wiring.wishlists import WishlistsUseCases
from gifter_domain.notifications.wording import Wording
from gifter_domain.shared.pictures import Pictures

# Forms of pages have a name and a number. Their fields are parsed on the event loop, so a form of
# five million empty fields would stop the whole process for half a minute.
_MAX_FORM_BYTES = 10_000


def pages_router(
    wishlists: Callable[[], WishlistsUseCases],
    reminders: Callable[[], RemindersUseCases],
    pictures: Callable[[], Pictures],
    wording: Callable[[], Wording],
    authentication: DefineMiddleware,
    reservations: Reservations,
    app_url: Callable[[], str],
) -> Router:
    services = {"pictures": provided(pictures), "wording": provided(wording)}
    return Router(
        "/",
        route_handlers=[
            _guests(
                provided_by(WishlistsUseCases, wishlists)
                | {
                    "list_pages": Provide(list_pages, sync_to_thread=False),
                    "reservations": provided(lambda: reservations),
                },
                wording,
                authentication,
            ),
            _unsubscribe(provided_by(RemindersUseCases, reminders)),
            Router(
                "/open",
                route_handlers=[open_app.open_app],
                dependencies={"app_url": provided(app_url)},
                response_headers=PAGE_HEADERS,
                exception_handlers=dict.fromkeys(EXCEPTION_HANDLERS, guests.page_errors(wording)),
                before_request=refuse_nul_in_path,
            ),
        ],
        dependencies=services,
    )


def on_no_route(wording: Callable[[], Wording]) -> Callable[..., Response[Any]]:
    """Returns a handler for addresses without a route: a page where pages are, else JSON."""
    on_page_error = guests.page_errors(wording)

    def on_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
        is_page = f"{request.scope['path']}/".startswith("/s/")
        return on_page_error(request, error) if is_page else on_http_exception(request, error)

    return on_error


def _guests(
    services: dict[str, Provide], wording: Callable[[], Wording], authentication: DefineMiddleware
) -> Router:
    return Router(
        "/s",
        route_handlers=[
            guests.page_style,
            guests.show_wishlist,
            guests.reserve,
            guests.show_item,
            guests.show_reservation,
            guests.buy_reserved,
            guests.renew_reservation,
            guests.undo_reservation,
            guests.show_picture,
        ],
        dependencies=AUTHENTICATED | services,
        response_headers=PAGE_HEADERS,
        exception_handlers=dict.fromkeys(EXCEPTION_HANDLERS, guests.page_errors(wording)),
        before_request=refuse_nul_in_path,
        middleware=[authentication],
        request_max_body_size=_MAX_FORM_BYTES,
    )


def _unsubscribe(services: dict[str, Provide]) -> Router:
    return Router(
        "/v1/unsubscribe",
        route_handlers=[unsubscribe.show_unsubscribe, unsubscribe.unsubscribe_by_link],
        tags=["Reminders"],
        dependencies=services,
    )
