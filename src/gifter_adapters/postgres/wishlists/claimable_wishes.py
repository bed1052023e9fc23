"""Locks a wish before it is claimed, with a shared lock for which a removal waits."""

from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.wishlists.access import (
    LISTS_OF_WISH_COLUMNS,
    lists_of_wish,
    readable_by,
    to_lists_of_wish,
)
from gifter_adapters.postgres.wishlists.reads import (
    NOBODY,
    items_from,
    no_item,
    no_shared_list,
    product_columns,
    shared_list,
    to_wished_product,
)
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.ports import LockedWish

_ITEMS_SQL = items_from(item="i", wish="w", wishlist="l", owner="u", product="pr")
_ALLOWED_SQL = f"""
    WHERE i.id = :item_id AND CASE WHEN :shared_id = ''
        THEN {readable_by(wishlist="l", owner="u", viewer=":viewer_id")}
        ELSE l.id = :shared_id AND {visible_to(user="u", viewer=":viewer_id")} END
"""
_LOCK = text(f"SELECT FROM {_ITEMS_SQL} {_ALLOWED_SQL} FOR SHARE OF w")
# A separate statement after the lock, which sees the changes that the lock waited for.
_LOCKED = text(f"""
    SELECT i.id, i.wishlist_id, l.title AS wishlist_title, w.id AS wish_id, w.book_id, w.title,
           w.external_url, w.image_url, w.quantity, w.desired_price_minor, w.desired_currency,
           {person_columns("u")}, {product_columns("pr")},
           {LISTS_OF_WISH_COLUMNS}
    FROM {_ITEMS_SQL}
    {lists_of_wish(book="w.book_id", viewer=":viewer_id")}
    {_ALLOWED_SQL}
""")
_NO_LIST = ""  # the id of no list, for an item that is opened without a link


class PostgresWishLocks:
    """Implements `WishLocks`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def for_giver(self, viewer_id: str, item_id: str) -> LockedWish:
        return await self._lock(viewer_id, _NO_LIST, item_id)

    async def for_guest(self, viewer_id: str | None, token_hash: str, item_id: str) -> LockedWish:
        shared_id, kind = await shared_list(self._connection, token_hash, self._clock)
        if not kind.shows_claims:
            raise no_shared_list()
        return await self._lock(viewer_id or NOBODY, shared_id, item_id)

    async def _lock(self, viewer_id: str, shared_id: str, item_id: str) -> LockedWish:
        params = {"viewer_id": viewer_id, "shared_id": shared_id, "item_id": item_id}
        await self._connection.execute(_LOCK, params)
        row = (await self._connection.execute(_LOCKED, params)).one_or_none()
        if row is None:
            raise no_item()
        return _to_locked_wish(row)


def _to_locked_wish(row: Record) -> LockedWish:
    return LockedWish(
        id=row["wish_id"],
        book_id=row["book_id"],
        item_id=row["id"],
        wishlist_id=row["wishlist_id"],
        wishlist_title=row["wishlist_title"],
        owner=to_person(row),
        title=row["title"],
        url=row["external_url"],
        image_url=row["image_url"],
        quantity=row["quantity"],
        desired_price=to_money(row, "desired_price_minor", "desired_currency"),
        product=to_wished_product(row),
        lists=to_lists_of_wish(row),
    )
