"""The routes that only `gifter dev` and `gifter demo` serve."""

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from gifter_app.container import Container
from gifter_app.http.identity.development import dev_jwks_handler
from gifter_app.http.pages.trying import try_router


def development_routes(container: Container) -> list[HTTPRouteHandler | Router]:
    """Returns the routes for developers, or none when the services are those of production."""
    if not container.development():
        return []
    return [
        dev_jwks_handler(lambda: container.development_identity().keys()),
        try_router(
            container.recommendations,
            container.catalogue,
            container.pictures,
            container.wording,
        ),
    ]
