"""Schemas of health and readiness."""

from typing import Annotated, Literal

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class HealthResponse(ResponseSchema, frozen=True, kw_only=True):
    ok: bool
    env: str
    version: str
    stand_ins: Annotated[
        list[str],
        Meta(description="The services that are replaced by a built-in stand-in."),
    ]


class ServiceStates(ResponseSchema, frozen=True, kw_only=True):
    """The state of each service that the process uses."""

    database: Literal["up", "down", "full"]
    broker: Literal["up", "down", "not_configured"]
    migrations: Literal["current", "behind", "unknown"]


class ReadyResponse(ServiceStates, frozen=True, kw_only=True):
    ok: bool
