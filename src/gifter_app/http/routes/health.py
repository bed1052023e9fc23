"""Health: public, cheap, and honest about stand-ins."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.openapi import ResponseSpec

from gifter_app.http.openapi import errors
from gifter_app.http.schemas.health import HealthResponse, ReadyResponse
from gifter_app.use_cases.readiness import CheckReadiness


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
    responses={503: ResponseSpec(ReadyResponse, description="Something needed is missing.")},
)
async def get_readiness(
    check_readiness: NamedDependency[CheckReadiness],
) -> Response[ReadyResponse]:
    """Asks the database, the broker and the migrations; 503 while something needed is missing."""
    readiness = await check_readiness.execute()
    body = ReadyResponse(
        ok=readiness.ok,
        database=readiness.database,
        broker=readiness.broker,
        migrations=readiness.migrations,
    )
    return Response(body, status_code=200 if readiness.ok else 503)
