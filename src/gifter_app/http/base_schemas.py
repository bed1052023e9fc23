"""The bases of all shapes: camelCase outside, strict about what comes in."""

from datetime import UTC, datetime

import msgspec


class ResponseSchema(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something we answer."""


class RequestSchema(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """Something we are asked: an unknown field is an error, so that a typo is not ignored.

    So is an instant that UTC has no year for, such as the end of 9999 west of Greenwich.
    """

    def __post_init__(self) -> None:
        names = zip(self.__struct_fields__, self.__struct_encode_fields__, strict=True)
        for name, sent_as in names:
            if isinstance(value := getattr(self, name), datetime):
                _check_instant(sent_as, value)


class PageResponse(ResponseSchema, frozen=True, kw_only=True):
    """A page: go on with `?cursor=<nextCursor>`; null when these are the last.

    Each kind of page adds its `items`: by name, since a generic one would be untyped in OpenAPI.
    """

    next_cursor: str | None


def _check_instant(name: str, instant: datetime) -> None:
    try:
        instant.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"Object contains out-of-range instant in field `{name}`") from error
