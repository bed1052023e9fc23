"""The routes that only `gifter dev` and `gifter demo` serve."""

from litestar import Router
from litestar.handlers import HTTPRouteHandler

from gifter_adapters.web_pictures.sample_pictures import SAMPLES
from gifter_app.container import Container
from gifter_app.http.identity.development import dev_jwks_handler
from gifter_app.http.pages.trying import try_router
from gifter_app.http.public_files import public_files


def development_routes(container: Container) -> list[HTTPRouteHandler | Router]:
    """Returns the routes for developers, or none when the services are those of production."""
    if not container.development():
        return []
    return [
        public_files("/samples", SAMPLES),
        dev_jwks_handler(lambda: container.development_identity().keys()),
        try_router(
            container.recommendations,
            container.catalogue,
            container.pictures,
            container.wording,
        ),
    ]
