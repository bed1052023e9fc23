"""Pagination over HTTP: `?limit=&cursor=` in, `nextCursor` out. Cursors are opaque to callers."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, TypeVar

import msgspec
from litestar.di import Provide
from litestar.params import QueryParameter

from gifter_app.http.base_schemas import PageResponse
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.pages import DEFAULT_LIMIT, MAX_LIMIT, Key, Page, PageRequest

T = TypeVar("T")
R = TypeVar("R", bound=PageResponse)


def _page_request(
    limit: Annotated[
        int, QueryParameter(ge=1, le=MAX_LIMIT, description="The most items on a page.")
    ] = DEFAULT_LIMIT,
    cursor: Annotated[
        str | None, QueryParameter(description="The `nextCursor` of the previous page.")
    ] = None,
) -> PageRequest:
    return PageRequest(limit, None if cursor is None else key_of(cursor))


# `dependencies=PAGED` gives a handler `page: NamedDependency[PageRequest]`.
PAGED = {"page": Provide(_page_request, sync_to_thread=False)}


def cursor_of(key: Key) -> str:
    """Returns the cursor for a key."""
    return urlsafe_b64encode(msgspec.json.encode(key)).rstrip(b"=").decode()


def key_of(cursor: str) -> Key:
    """Returns the key in a cursor. Raises `InvalidInput` for `cursor` if it is malformed."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = tuple(msgspec.json.decode(urlsafe_b64decode(padded), type=list[str]))
    except ValueError as error:  # not ASCII, not base64, not JSON of ours
        raise InvalidInput.at("cursor", "is not a valid cursor") from error
    if cursor_of(key) != cursor or not key or any("\x00" in part for part in key):
        raise InvalidInput.at("cursor", "is not a valid cursor")
    return key


def page_response(shape: Callable[..., R], page: Page[T], to_item: Callable[[T], object]) -> R:
    """Returns the page as a response of class `shape`, which names its schema in OpenAPI."""
    return shape(
        items=[to_item(item) for item in page.items],
        next_cursor=None if page.next_key is None else cursor_of(page.next_key),
    )
