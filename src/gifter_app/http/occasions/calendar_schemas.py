"""Schemas of calendar feeds."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class CalendarResponse(ResponseSchema, frozen=True, kw_only=True):
    token: str
    url: Annotated[str, Meta(description="The address to subscribe to. It is shown only once.")]
