"""The web application: routes, their use cases from the container, errors, docs."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.middleware import DefineMiddleware

from gifter_app.container import Container
from gifter_app.http.errors import EXCEPTION_HANDLERS
from gifter_app.http.openapi import docs_assets, openapi_config
from gifter_app.http.request_id import RequestIdMiddleware
from gifter_app.http.routes import health
from gifter_app.http.schemas.health import HealthResponse
from gifter_app.version import VERSION


def create_app(container: Container) -> Litestar:
    """The application on the services of `container`, which the caller opens and closes."""
    return Litestar(
        route_handlers=[_api(), docs_assets()],
        dependencies={
            "health": _provide(lambda: _health(container)),
            "check_readiness": _provide(container.check_readiness),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        middleware=[DefineMiddleware(RequestIdMiddleware, new_id=container.ids().new_id)],
        openapi_config=openapi_config(VERSION),
        debug=False,
        logging_config=None,
    )


def _api() -> Router:
    """Everything under /v1."""
    handlers = [health.get_health, health.get_readiness]
    return Router("/v1", route_handlers=handlers)


def _provide(provider: Callable[[], Any]) -> Provide:
    """A dependency from a provider of the container; `Any` since the handler names the type."""

    def dependency() -> Any:
        return provider()

    return Provide(dependency, sync_to_thread=False)


def _health(container: Container) -> HealthResponse:
    return HealthResponse(
        ok=True,
        env=container.settings().app.env,
        version=VERSION,
        stand_ins=container.stand_ins(),
    )
