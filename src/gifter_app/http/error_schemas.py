"""Schemas of error responses: one form for all, and one schema for each code in the document."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from gifter_app.http.base_schemas import ResponseSchema
from gifter_app.http.operations.health_schemas import ServiceStates
from gifter_app.use_cases.operations.check_readiness import NotReady
from gifter_domain.people.recipient import BirthdayConflict, RecipientExists
from gifter_domain.shared.errors import GifterError, InvalidInput, LimitReached
from gifter_domain.shared.idempotency import IdempotencyInProgress
from gifter_domain.wishlists.claims.rules import ItemFullyClaimed, OtherCurrency
from gifter_domain.wishlists.item import AlreadyWished

_Message = Annotated[
    str,
    Meta(
        description="A sentence for people, in English or German: by `Accept-Language`, without it "
        "in the user's language."
    ),
]


class ErrorBody(ResponseSchema, frozen=True, kw_only=True):
    code: str
    message: _Message
    details: dict[str, object]


class ErrorResponse(ResponseSchema, frozen=True, kw_only=True):
    """Form of every error response. The API document describes it for each code."""

    error: ErrorBody


class InternalError(GifterError):
    """The server has a fault; `details.traceId` identifies it in our logs."""


class NoDetails(ResponseSchema, frozen=True, kw_only=True):
    """No details. Later versions may add some."""


class WrongFieldResponse(ResponseSchema, frozen=True, kw_only=True):
    """A wrong field, parameter or header of the request."""

    path: Annotated[
        str,
        Meta(
            description="The field's path in the request; empty for the whole body.",
            examples=["budget.max"],
        ),
    ]
    message: _Message


class WrongFieldsDetails(ResponseSchema, frozen=True, kw_only=True):
    fields: list[WrongFieldResponse] | UnsetType = UNSET


class TraceDetails(ResponseSchema, frozen=True, kw_only=True):
    trace_id: Annotated[str, Meta(description="The `X-Request-Id` of the request.")]


class RetryDetails(ResponseSchema, frozen=True, kw_only=True):
    retry_after_s: Annotated[
        int | UnsetType, Meta(description="Seconds to wait, as in `Retry-After`.")
    ] = UNSET


class SameRecipientDetails(ResponseSchema, frozen=True, kw_only=True):
    recipient_id: Annotated[str, Meta(description="The recipient that this person is already.")]


class BirthdayConflictDetails(ResponseSchema, frozen=True, kw_only=True):
    birthdays: Annotated[list[str], Meta(description="The two birthdays.")]
    recipient_id: Annotated[str, Meta(description="The recipient with the second birthday.")]


class SameWishDetails(ResponseSchema, frozen=True, kw_only=True):
    wish_id: Annotated[str, Meta(description="The wish for the same product or address.")]


class LeftToClaimDetails(ResponseSchema, frozen=True, kw_only=True):
    """The part of a wish that is free; null means no limit."""

    remaining: int | UnsetType | None = UNSET
    remaining_minor: int | UnsetType | None = UNSET
    currency: str | UnsetType | None = UNSET


class CurrencyDetails(ResponseSchema, frozen=True, kw_only=True):
    currency: Annotated[str, Meta(description="The currency of the wish's shares.")]


# The first matching class counts.
_DETAILS: tuple[tuple[type[GifterError], type[ResponseSchema]], ...] = (
    (InternalError, TraceDetails),
    (InvalidInput, WrongFieldsDetails),
    (LimitReached, RetryDetails),
    (IdempotencyInProgress, RetryDetails),
    (RecipientExists, SameRecipientDetails),
    (BirthdayConflict, BirthdayConflictDetails),
    (AlreadyWished, SameWishDetails),
    (ItemFullyClaimed, LeftToClaimDetails),
    (OtherCurrency, CurrencyDetails),
    (NotReady, ServiceStates),
)
_SCHEMAS: dict[str, type[msgspec.Struct]] = {}


def error_schema(kind: type[GifterError]) -> type[msgspec.Struct]:
    """Returns the schema of responses with this kind of error: its code, its form of details."""
    if kind.code not in _SCHEMAS:
        _SCHEMAS[kind.code] = _error_schema(kind)
    return _SCHEMAS[kind.code]


def _error_schema(kind: type[GifterError]) -> type[msgspec.Struct]:
    details = next((form for known, form in _DETAILS if issubclass(kind, known)), NoDetails)
    fields = [("code", Literal[kind.code]), ("message", _Message), ("details", details)]
    body = msgspec.defstruct(f"{kind.__name__}Body", fields, module=__name__, frozen=True)
    response = [("error", body)]
    return msgspec.defstruct(f"{kind.__name__}Response", response, module=__name__, frozen=True)
