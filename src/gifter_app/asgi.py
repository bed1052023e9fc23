"""The web application: its routers, middleware, error handlers and docs."""

from litestar import Litestar, Router
from litestar.exceptions import HTTPException

from gifter_app.container import Container
from gifter_app.development import development_routes
from gifter_app.http.auth import AUTHENTICATED, authentication
from gifter_app.http.catalogue.router import catalogue_router
from gifter_app.http.dependencies import links
from gifter_app.http.documented_bodies import DocumentedBodies
from gifter_app.http.errors import EXCEPTION_HANDLERS
from gifter_app.http.idempotency import IdempotencyMiddleware, KeyedOperations
from gifter_app.http.identity.router import identity_router
from gifter_app.http.inline_dependencies import InlineDependencies
from gifter_app.http.notifications.router import notifications_router
from gifter_app.http.occasions.router import occasions_router
from gifter_app.http.openapi import docs_assets, openapi_config
from gifter_app.http.operations.router import operations_router
from gifter_app.http.outer_layers import in_outer_layers
from gifter_app.http.pages.guest_limit import GuestLimit, Reservations
from gifter_app.http.pages.router import on_no_route, pages_router
from gifter_app.http.parser_caches import forget_large_requests
from gifter_app.http.people.router import people_router
from gifter_app.http.query_names import KnownQueryNames, check_address
from gifter_app.http.recommendations.router import recommendations_router
from gifter_app.http.reminders.router import reminders_router
from gifter_app.http.representations import ConditionalReads
from gifter_app.http.taste.router import taste_router
from gifter_app.http.wishlists.router import wishlists_router
from gifter_app.version import VERSION


def create_app(container: Container) -> Litestar:
    """Builds the application on the services of `container`, which the caller closes.

    It only lists routers, middleware and error handlers, so it is not split.
    """
    authenticated = authentication(
        verifier=container.token_verifier,
        resolve_user=lambda: container.identity().resolve_user,
    )
    app = Litestar(
        route_handlers=[
            Router(
                "/v1",
                route_handlers=[
                    operations_router(
                        container.operations, container.settings, container.stand_ins
                    ),
                    identity_router(container.identity),
                    people_router(container.people),
                    wishlists_router(container.wishlists),
                    taste_router(container.taste),
                    occasions_router(container.occasions),
                    notifications_router(container.notifications),
                    reminders_router(container.reminders),
                    catalogue_router(container.catalogue),
                    recommendations_router(container.recommendations),
                ],
                dependencies=AUTHENTICATED,
                before_request=check_address,
                middleware=[
                    authenticated,
                    IdempotencyMiddleware(lambda: container.operations().answer_once),
                ],
            ),
            pages_router(
                container.wishlists,
                container.reminders,
                container.pictures,
                container.wording,
                authenticated,
                Reservations(
                    GuestLimit(lambda: container.clock().now()),
                    lambda: container.settings().http.trusted_proxies,
                ),
                lambda: container.settings().links.app_url,
            ),
            docs_assets(),
            *development_routes(container),
        ],
        dependencies=links(container.settings),
        exception_handlers=EXCEPTION_HANDLERS | {HTTPException: on_no_route(container.wording)},
        openapi_config=openapi_config(VERSION),
        plugins=[
            DocumentedBodies(),
            KeyedOperations(),
            InlineDependencies(),
            KnownQueryNames(),
            ConditionalReads(),
        ],
        debug=False,
        logging_config=None,
    )
    forget_large_requests(app)
    # `middleware=` cannot wrap Litestar's own error handling.
    app.asgi_handler = in_outer_layers(app.asgi_handler, container.ids().new_id)
    return app
