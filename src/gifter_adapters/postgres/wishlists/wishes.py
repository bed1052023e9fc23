"""Writes wishes and their places on lists, and reads them within a transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, insert, text, update

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.wishlists.access import editable_by
from gifter_adapters.postgres.wishlists.reads import (
    items_from,
    no_item,
    read_item,
    to_wished_product,
)
from gifter_adapters.postgres.wishlists.repository import PostgresWishlists, remove_unplaced
from gifter_adapters.postgres.wishlists.tables import claim_book, wish, wishlist_item
from gifter_domain.catalogue.reads import ProductNotFound
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.wishlists.item import (
    Item,
    PlaceDetails,
    WishDetails,
    WishedProduct,
    url_key,
)
from gifter_domain.wishlists.places import Place
from gifter_domain.wishlists.ports import LockedList
from gifter_domain.wishlists.stored_wish import StoredWish, is_remembered
from gifter_domain.wishlists.wishlist import WishlistNotFound

_LIST_OF_ITEM = text(f"""
    SELECT l.id FROM {items_from(item="i", wish="w", wishlist="l", owner="u", product="pr")}
    WHERE i.id = :item_id AND {editable_by(wishlist="l", owner="u", viewer=":viewer_id")}
""")
_PRODUCT = text(f"""
    SELECT p.id AS shown_id, p.title AS shown_title, p.primary_image_url, p.price_minor,
           p.price_currency, p.in_stock, p.slug, p.url, b.name AS brand_name
    FROM {listed_from(product="p", brand="b")}
    WHERE p.id = :product_id AND {listed_where(product="p", brand="b")}
""")
_STORED_WISHES_SQL = """
    SELECT w.id, w.book_id, w.product_id, w.title, w.external_url, w.quantity,
           w.desired_price_minor, w.desired_currency,
           EXISTS (SELECT FROM wishlist_item i WHERE i.wish_id = w.id) AS is_listed
    FROM wish w
    WHERE w.owner_id = :owner_id AND w.for_id = :for_id
"""
_OF_PRODUCT = text(f"{_STORED_WISHES_SQL} AND w.product_id = :product_id")
_OF_URL = text(f"{_STORED_WISHES_SQL} AND md5(w.url_key) = md5(:url_key)")
_OF_ITEM = text(f"""
    {_STORED_WISHES_SQL} AND w.id = (
        SELECT i.wish_id FROM wishlist_item i WHERE i.id = :item_id AND i.wishlist_id = :list_id
    )
""")
_ADD_BOOK = insert(claim_book)
_ADD = insert(wish)
_CHANGE = update(wish).where(wish.c.id == bindparam("of_id"))
_DELETE = delete(wish).where(wish.c.id == bindparam("of_id"))
_PLACES = text("""
    SELECT id, wish_id, position FROM wishlist_item
    WHERE wishlist_id = :wishlist_id ORDER BY position, id
""")
_PLACE = insert(wishlist_item)
_CHANGE_PLACE = update(wishlist_item).where(wishlist_item.c.id == bindparam("of_id"))
_MOVE = _CHANGE_PLACE.values(position=bindparam("to"))
# Waits for a giver who has locked a wish. After the wait, that giver has claimed it.
_LOCK_WISHES = text("SELECT FROM wish WHERE id = ANY(:wish_ids) ORDER BY id FOR UPDATE")
_REMOVE_PLACE = delete(wishlist_item).where(wishlist_item.c.id == bindparam("of_id"))


class PostgresWishes:
    """Implements `Wishes`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def lock_list_of_item(self, editor_id: str, item_id: str) -> LockedList:
        params = {"viewer_id": editor_id, "item_id": item_id}
        for wishlist_id in (await self._connection.execute(_LIST_OF_ITEM, params)).scalars():
            try:
                lists = PostgresWishlists(self._connection, self._clock)
                return await lists.lock(editor_id, wishlist_id)
            except WishlistNotFound:  # it was removed in the meantime
                break
        raise no_item()

    async def item(self, viewer_id: str, item_id: str) -> Item:
        return await read_item(self._connection, viewer_id, item_id, self._clock)

    async def places(self, locked: LockedList) -> Sequence[Place]:
        rows = await self._connection.execute(_PLACES, {"wishlist_id": locked.id})
        return [Place(*row) for row in rows]

    async def product(self, product_id: str) -> WishedProduct:
        found = await self._connection.execute(_PRODUCT, {"product_id": product_id})
        for row in found:
            if (product := to_wished_product(row)) is not None:
                return product
        raise ProductNotFound("There is no such product.")

    async def find_by_product(self, locked: LockedList, product_id: str) -> StoredWish | None:
        return await self._find(_OF_PRODUCT, locked, product_id=product_id)

    async def find_by_url(self, locked: LockedList, url_key: str) -> StoredWish | None:
        return await self._find(_OF_URL, locked, url_key=url_key)

    async def wish_of_item(self, locked: LockedList, item_id: str) -> StoredWish:
        stored = await self._find(_OF_ITEM, locked, item_id=item_id, list_id=locked.id)
        if stored is None:
            raise no_item()
        return stored

    async def add(
        self,
        locked: LockedList,
        wish_id: str,
        details: WishDetails,
        product_id: str | None = None,
        book_id: str | None = None,
    ) -> None:
        if book_id is None:
            book_id = self._ids.new_id()
            await self._connection.execute(_ADD_BOOK, {"id": book_id})
        whose = {"owner_id": locked.owner_id, "for_id": locked.for_id, "book_id": book_id}
        now = self._clock.now()
        made = {"id": wish_id, "product_id": product_id, "created_at": now, "updated_at": now}
        await self._connection.execute(_ADD, whose | made | _to_row(details))

    async def reset(self, wish_id: str, details: WishDetails) -> None:
        now = self._clock.now()
        made = {"of_id": wish_id, "created_at": now, "updated_at": now}
        await self._connection.execute(_CHANGE, made | _to_row(details))

    async def delete_unlisted(self, known: StoredWish) -> None:
        await self._connection.execute(_DELETE, {"of_id": known.id})

    async def lock(self, wish_ids: Sequence[str]) -> None:
        await self._connection.execute(_LOCK_WISHES, {"wish_ids": wish_ids})

    async def change(self, wish_id: str, details: WishDetails) -> None:
        if details:
            changed = {"of_id": wish_id, "updated_at": self._clock.now()}
            await self._connection.execute(_CHANGE, changed | _to_row(details))

    async def place(self, locked: LockedList, place: Place, details: PlaceDetails) -> None:
        now = self._clock.now()
        row = {"id": place.id, "wishlist_id": locked.id, "wish_id": place.wish_id, **details}
        row |= {"position": place.position, "created_at": now, "updated_at": now}
        await self._connection.execute(_PLACE, row)

    async def change_place(self, locked: LockedList, item_id: str, details: PlaceDetails) -> None:
        if details:
            changed = {"of_id": item_id, **details, "updated_at": self._clock.now()}
            await self._connection.execute(_CHANGE_PLACE, changed)

    async def remove(self, locked: LockedList, item_id: str) -> Sequence[str]:
        stored = await self.wish_of_item(locked, item_id)
        await self.lock([stored.id])
        await self._connection.execute(_REMOVE_PLACE, {"of_id": item_id})
        remembered = {stored.id: is_remembered(stored.product_id, stored.url)}
        return await remove_unplaced(self._connection, remembered)

    async def reorder(self, locked: LockedList, item_ids: Sequence[str]) -> None:
        moves = [{"of_id": item_id, "to": place} for place, item_id in enumerate(item_ids)]
        if moves:
            await self._connection.execute(_MOVE, moves)

    async def _find(
        self, statement: TextClause, locked: LockedList, **key: str
    ) -> StoredWish | None:
        params = {"owner_id": locked.owner_id, "for_id": locked.for_id} | key
        row = (await self._connection.execute(statement, params)).one_or_none()
        if row is None:
            return None
        return StoredWish(
            id=row["id"],
            book_id=row["book_id"],
            is_listed=row["is_listed"],
            product_id=row["product_id"],
            title=row["title"],
            url=row["external_url"],
            quantity=row["quantity"],
            desired_price=to_money(row, "desired_price_minor", "desired_currency"),
        )


def _to_row(details: WishDetails) -> dict[str, Any]:
    row: dict[str, Any] = {**details}
    if "external_url" in row:
        row["url_key"] = None if row["external_url"] is None else url_key(row["external_url"])
    return row
