"""Routes of health and readiness, which need no token."""

from litestar import get
from litestar.di import NamedDependency

from gifter_app.http.openapi import errors
from gifter_app.http.operations.health_schemas import HealthResponse, ReadyResponse
from gifter_app.use_cases.operations.check_readiness import CheckReadiness, NotReady


@get(
    "/",
    operation_id="GetHealth",
    summary="Check that the process is alive",
    security=[{}],
    opt={"public": True},
    response_description="The process is alive; its version and stand-ins.",
    responses=errors(public=True),
)
async def get_health(health: NamedDependency[HealthResponse]) -> HealthResponse:
    """Returns the version and the built-in stand-ins in use, without asking any other service."""
    return health


@get(
    "/ready",
    operation_id="GetReadiness",
    summary="Check that the process can serve requests",
    security=[{}],
    opt={"public": True},
    response_description="The process can serve; the state of each service.",
    responses=errors(NotReady, public=True),
)
async def get_readiness(check_readiness: NamedDependency[CheckReadiness]) -> ReadyResponse:
    """Checks the database, the broker and the migrations.

    Returns 503 `not_ready` while the database or a migration is missing, or the database's disk is
    full. A missing broker only makes jobs slower, so it does not count.
    """
    found = await check_readiness.execute()
    return ReadyResponse(
        ok=found.ok, database=found.database, broker=found.broker, migrations=found.migrations
    )
