"""The bases of all shapes: camelCase outside, strict about what comes in."""

import msgspec


class Response(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Something we answer."""


class Request(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", forbid_unknown_fields=True
):
    """Something we are asked: an unknown field is an error, so that a typo is not ignored."""


class PageResponse(Response, frozen=True, kw_only=True):
    """A page: go on with `?cursor=<nextCursor>`; null when these are the last.

    Each kind of page adds its `items`: by name, since a generic one would be untyped in OpenAPI.
    """

    next_cursor: str | None
