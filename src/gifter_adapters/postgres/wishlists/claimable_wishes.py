"""Holding a wish in order to claim it: a shared lock, which its removal waits for."""

from sqlalchemy import RowMapping, text
from sqlalchemy.ext.asyncio import AsyncConnection

from gifter_adapters.postgres.core.money import to_money
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.wishlists.access import READABLE_SQL
from gifter_adapters.postgres.wishlists.reads import (
    ITEM_FROM_SQL,
    NOBODY,
    PRODUCT_COLUMNS_SQL,
    no_item,
    no_shared_list,
    shared_list,
    to_wished_product,
)
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.blindness import ListOfWish
from gifter_domain.wishlists.ports import LockedWish
from gifter_domain.wishlists.sharing import ShareKind

_ALLOWED_SQL = (
    f"WHERE i.id = :item_id AND CASE WHEN :shared_id = '' THEN {READABLE_SQL}"
    f" ELSE l.id = :shared_id AND {visible_to(user='u', viewer=':viewer_id')} END"
)
_HOLD = text(f"SELECT FROM {ITEM_FROM_SQL} {_ALLOWED_SQL} FOR SHARE OF w")
# After the lock, in a statement of its own, which sees what the lock waited for.
_HELD = text(f"""
    SELECT i.id, i.wishlist_id, l.title AS wishlist_title, w.id AS wish_id, w.book_id, w.title,
           w.external_url, w.image_url, w.quantity, w.desired_price_minor, w.desired_currency,
           {person_columns("u")}, {PRODUCT_COLUMNS_SQL}
    FROM {ITEM_FROM_SQL} {_ALLOWED_SQL}
""")
_LISTS = text("""
    SELECT l.owner_id, l.for_id, l.reveal_at,
           ARRAY(SELECT f.user_id FROM wishlist_for_user f WHERE f.wishlist_id = l.id) AS whose,
           ARRAY(SELECT o.user_id FROM wishlist_owner o WHERE o.wishlist_id = l.id) AS joint
    FROM wishlist_item i JOIN wishlist l ON l.id = i.wishlist_id
    WHERE i.wish_id IN (SELECT w.id FROM wish w WHERE w.book_id = :book_id)
""")
_NO_LIST = ""  # the id of no list: the item is reached without a link


class PostgresWishLocks:
    """Implements `HeldWishes`."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def for_giver(self, viewer_id: str, item_id: str) -> LockedWish:
        return await self._hold(viewer_id, _NO_LIST, item_id)

    async def for_guest(self, viewer_id: str | None, token_hash: str, item_id: str) -> LockedWish:
        shared_id, kind = await shared_list(self._connection, token_hash, self._clock)
        if kind is not ShareKind.GUEST:
            raise no_shared_list()
        return await self._hold(viewer_id or NOBODY, shared_id, item_id)

    async def _hold(self, viewer_id: str, shared_id: str, item_id: str) -> LockedWish:
        meant = {"viewer_id": viewer_id, "shared_id": shared_id, "item_id": item_id}
        await self._connection.execute(_HOLD, meant)
        row = (await self._connection.execute(_HELD, meant)).mappings().one_or_none()
        if row is None:
            raise no_item()
        lists = await self._connection.execute(_LISTS, {"book_id": row["book_id"]})
        return _to_held_wish(row, [_to_holding_list(one) for one in lists.mappings()])


def _to_holding_list(row: RowMapping) -> ListOfWish:
    return ListOfWish(
        owner_id=row["owner_id"],
        for_id=row["for_id"],
        recipient_user_ids=frozenset(row["whose"]),
        joint_owner_ids=frozenset(row["joint"]),
        reveal_at=row["reveal_at"],
    )


def _to_held_wish(row: RowMapping, lists: list[ListOfWish]) -> LockedWish:
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
        lists=lists,
    )
