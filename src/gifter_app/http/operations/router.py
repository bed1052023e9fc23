"""The router of health."""

from collections.abc import Callable, Sequence

from litestar import Router

from gifter_app.http.dependencies import provided, provided_by
from gifter_app.http.nul import refuse_nul_in_path
from gifter_app.http.operations import health
from gifter_app.http.operations.health_schemas import HealthResponse
from gifter_app.settings import Settings
from gifter_app.version import VERSION
from gifter_app.wiring.operations import OperationsUseCases


def operations_router(
    operations: Callable[[], OperationsUseCases],
    settings: Callable[[], Settings],
    stand_ins: Callable[[], Sequence[str]],
) -> Router:
    def current_health() -> HealthResponse:
        return HealthResponse(
            ok=True, env=settings().app.env, version=VERSION, stand_ins=[*stand_ins()]
        )

    return Router(
        "/health",
        route_handlers=[health.get_health, health.get_readiness],
        tags=["Health"],
        before_request=refuse_nul_in_path,  # load balancers add query parameters of their own
        dependencies=provided_by(OperationsUseCases, operations)
        | {"health": provided(current_health)},
    )
