"""Schema of every error response."""

from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class ErrorBody(ResponseSchema, frozen=True, kw_only=True):
    code: Annotated[
        str,
        Meta(
            description="The error's code: stable, for programs, listed in docs/errors.md.",
            examples=["not_found"],
        ),
    ]
    message: Annotated[str, Meta(description="A sentence for people.")]
    details: Annotated[
        dict[str, object],
        Meta(
            description="`fields: [{path, message}]` for wrong input; `traceId` for our own faults."
        ),
    ]


class ErrorResponse(ResponseSchema, frozen=True, kw_only=True):
    error: ErrorBody
