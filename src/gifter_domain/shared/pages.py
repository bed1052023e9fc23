"""Keyset pages: a page starts after the last key seen, so inserts neither repeat nor skip items."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[str, ...]

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class PageRequest:
    """`limit` items from just after the key `after` (None: from the start)."""

    limit: int = DEFAULT_LIMIT
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items in order, and the key to go on from; None when these are the last."""

    items: Sequence[T]
    next_key: Key | None = None


def page_of(rows: Sequence[T], request: PageRequest, key: Callable[[T], Key]) -> Page[T]:
    """The page out of up to `limit + 1` rows read after `request.after`, in key order."""
    items = rows[: request.limit]
    more = len(rows) > request.limit
    return Page(items, key(items[-1]) if more else None)
