"""Base classes of all schemas: camelCase in JSON, strict for requests."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, field


class ResponseSchema(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Base of all response bodies."""


class RequestSchema(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """Base of all request bodies. An unknown field is an error, so that a typo is not ignored.

    So is an instant that UTC has no year for, such as the end of 9999 west of Greenwich.
    """

    def __post_init__(self) -> None:
        names = zip(self.__struct_fields__, self.__struct_encode_fields__, strict=True)
        for name, sent_as in names:
            if isinstance(value := getattr(self, name), datetime):
                _check_instant(sent_as, value)


class CorrectionResponse(ResponseSchema, frozen=True, kw_only=True):
    """A misspelt word, and the word that it was read as."""

    written: Annotated[str, Meta(examples=["neclace"])] = field(name="from")
    meant: Annotated[str, Meta(examples=["necklace"])] = field(name="to")


class PageResponse(ResponseSchema, frozen=True, kw_only=True):
    """Base of all pages. Read on with `?cursor=<nextCursor>`; null on the last page.

    Each kind of page adds its `items`: by name, since a generic one would be untyped in OpenAPI.
    """

    next_cursor: str | None


def _check_instant(name: str, instant: datetime) -> None:
    try:
        instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"Object contains out-of-range instant in field `{name}`") from error
