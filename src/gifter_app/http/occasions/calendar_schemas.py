"""The address of a calendar, and calendar files."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class CalendarResponse(ResponseSchema, frozen=True, kw_only=True):
    token: str
    url: Annotated[str, Meta(description="To subscribe to; not told again.")]
