"""The feed: gifts for the next occasions, mixed with others to discover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Protocol

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.shared.pages import Key

SESSION_LIFETIME = timedelta(hours=1)
MOST_DISCOVERED, MOST_FOR_PERSON = 300, 30
# So many of the persons with the next occasions have gifts in the feed.
PERSONS, DAYS_AHEAD = 2, 60


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A product of the feed: for the occasion of a recipient, or for nobody in particular."""

    product_id: str
    recipient_id: str | None = None
    occasion_id: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class FeedSession:
    """The items of a feed in the order of its pages, made when its first page is read."""

    id: str
    user_id: str
    items: Sequence[FeedItem]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item with its product as it is now, and the reason why it is in the feed."""

    item: FeedItem
    product: ListedProduct
    reason: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    session_id: str
    items: Sequence[ShownItem]
    next_key: Key | None


class FeedSessions(Protocol):
    async def add(self, session: FeedSession) -> None: ...

    async def get(self, user_id: str, session_id: str) -> FeedSession:
        """Returns the user's session. Raises `InvalidInput` for the cursor if it has expired."""
        ...

    # everybody: a sweep that deletes what nobody can read any more
    async def remove_expired(self) -> None: ...


def mixed(
    for_persons: Sequence[Sequence[FeedItem]], discovered: Sequence[FeedItem]
) -> list[FeedItem]:
    """Returns the items, each product once: the persons take turns, with one discovered after each.

    When one kind is used up, the other follows without a mix.
    """
    taken: dict[str, FeedItem] = {}

    def take(queue: Iterator[FeedItem]) -> bool:
        """Adds the next item of a product that was not taken; returns False if there is none."""
        item = next((each for each in queue if each.product_id not in taken), None)
        if item is not None:
            taken[item.product_id] = item
        return item is not None

    others = iter(discovered)
    queues = [queue for person in for_persons for queue in (iter(person), others)] or [others]
    while sum(take(queue) for queue in queues):
        pass
    return list(taken.values())


def discovery_order(products: Sequence[ListedProduct], seed: str) -> list[str]:
    """Returns the ids, featured products first; the order of others is drawn by the seed."""
    return [
        product.id
        for product in sorted(
            products, key=lambda product: (not product.is_featured, _draw(seed, product.id))
        )
    ]


def _draw(seed: str, product_id: str) -> bytes:
    return sha256(f"{seed}/{product_id}".encode()).digest()
