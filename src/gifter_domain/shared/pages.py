"""Keyset pages. A page starts after the last key seen, so inserts neither repeat nor skip items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[str, ...]

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Asks for `limit` items after the key `after`, or from the start if it is None."""

    limit: int = DEFAULT_LIMIT
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order. `next_key` is where the next page starts, or None on the last page."""

    items: Sequence[T]
    next_key: Key | None = None


def page_of(rows: Sequence[T], request: PageRequest, key: Callable[[T], Key]) -> Page[T]:
    """Returns the page made of up to `limit + 1` rows, read in key order after `request.after`."""
    items = rows[: request.limit]
    more = len(rows) > request.limit
    return Page(items, key(items[-1]) if more else None)
