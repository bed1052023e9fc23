"""The bases of all shapes: camelCase outside, strict about what comes in."""

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Response(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something we answer."""


class Request(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """Something we are asked: an unknown field is an error, so that a typo is not ignored."""


class PageResponse(Response, Generic[T], frozen=True, kw_only=True, rename="camel"):
    """A page: go on with `?cursor=<nextCursor>`; null when these are the last."""

    items: list[T]
    next_cursor: str | None
