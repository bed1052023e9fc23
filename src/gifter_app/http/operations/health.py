"""Health: public, cheap, and honest about stand-ins."""

from litestar import get
from litestar.di import NamedDependency

from gifter_app.http.openapi import errors
from gifter_app.http.operations.health_schemas import HealthResponse, ReadyResponse
from gifter_app.use_cases.operations.check_readiness import CheckReadiness


@get(
    "/health",
    operation_id="GetHealth",
    tags=["Health"],
    summary="Is this process alive?",
    security=[{}],
    opt={"public": True},
    responses=errors(public=True),
)
async def get_health(health: NamedDependency[HealthResponse]) -> HealthResponse:
    """Answers without touching any other service, and names the stand-ins in use."""
    return health


@get(
    "/health/ready",
    operation_id="GetReadiness",
    tags=["Health"],
    summary="Can this process serve?",
    security=[{}],
    opt={"public": True},
    responses=errors(public=True),
)
async def get_readiness(check_readiness: NamedDependency[CheckReadiness]) -> ReadyResponse:
    """Asks the database, the broker and the migrations; 503 `not_ready` while one is missing.

    A broker that is down only makes things slower, so it does not count.
    """
    found = await check_readiness.execute()
    return ReadyResponse(
        ok=found.ok, database=found.database, broker=found.broker, migrations=found.migrations
    )
