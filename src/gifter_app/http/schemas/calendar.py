"""The address of a calendar, and calendar files."""

from typing import Annotated

from litestar.openapi.spec import OpenAPIMediaType, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType
from msgspec import Meta

from gifter_app.http.schemas.base import Response


class CalendarResponse(Response, frozen=True, kw_only=True):
    token: str
    url: Annotated[str, Meta(description="To subscribe to; not told again.")]


def calendar_body() -> RequestBody:
    """The body of an import, for OpenAPI: the handler reads the bytes itself."""
    text = Schema(type=OpenAPIType.STRING)
    return RequestBody(content={"text/calendar": OpenAPIMediaType(schema=text)}, required=True)
