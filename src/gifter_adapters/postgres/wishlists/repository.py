"""Writes wishlists, their joint owners and their links, and reads them within a transaction."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.limits import refuse_more_than
from gifter_adapters.postgres.wishlists.access import editable_by, lists_from
from gifter_adapters.postgres.wishlists.reads import read_wishlist
from gifter_adapters.postgres.wishlists.tables import wishlist, wishlist_owner, wishlist_share
from gifter_domain.people.recipient import name_key
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.ports import LockedList, UnrevealedList
from gifter_domain.wishlists.sharing import ShareLinkKind
from gifter_domain.wishlists.stored_wish import is_remembered
from gifter_domain.wishlists.wishlist import (
    MAX_WISHLISTS,
    CheckedWishlist,
    TooManyWishlists,
    Wishlist,
    WishlistNotFound,
)

_EDITABLE_SQL = f"""
    FROM {lists_from(wishlist="l", owner="u")}
    WHERE l.id = :wishlist_id AND {editable_by(wishlist="l", owner="u", viewer=":viewer_id")}
"""
# Every change of a list locks the owner's row. A separate statement reads the list after that,
# since the statement that waited for the lock sees the rows from before it.
_LOCK = text(f"SELECT {_EDITABLE_SQL} FOR NO KEY UPDATE OF u")
_LOCKED = text(f"SELECT l.id, l.owner_id, l.for_id {_EDITABLE_SQL}")
_ADD = insert(wishlist)
_CHANGE = update(wishlist).where(wishlist.c.id == bindparam("of_id"))
_UNREVEALED = text("""
    SELECT id, occasion_id, reveal_at FROM wishlist
    WHERE owner_id = :owner_id AND follows_occasion
        AND (reveal_at > :now OR reveal_at IS NULL AND occasion_id IS NOT NULL)
    ORDER BY id
""")
_SET_DEFAULT_REVEAL = _CHANGE.where(wishlist.c.follows_occasion)
_LOCK_WISHES = text("""
    SELECT w.id, w.product_id, w.external_url FROM wish w
    JOIN wishlist_item i ON i.wish_id = w.id
    WHERE i.wishlist_id = :wishlist_id ORDER BY w.id FOR UPDATE OF w
""")
_REMOVE = delete(wishlist).where(wishlist.c.id == bindparam("of_id"))
# The wishes are locked, so a giver either has claimed one already or does not find it any more.
_REMOVE_UNPLACED = text("""
    WITH unplaced AS (
        SELECT w.id FROM wish w WHERE w.id = ANY(:wish_ids)
        AND NOT EXISTS (SELECT FROM wishlist_item i WHERE i.wish_id = w.id)
    ), removed AS (
        DELETE FROM wish w USING unplaced WHERE w.id = unplaced.id
        AND w.id = ANY(:forgettable)
    )
    SELECT id FROM unplaced
""")
_ADD_OWNER = upsert(wishlist_owner).on_conflict_do_update(
    index_elements=[wishlist_owner.c.wishlist_id, wishlist_owner.c.user_id], set_={"left_at": None}
)
_OWNER_IDS = text(
    "SELECT user_id FROM wishlist_owner WHERE wishlist_id = :wishlist_id AND left_at IS NULL"
)
_REMOVE_OWNER = text("""
    UPDATE wishlist_owner SET left_at = :now
    WHERE wishlist_id = :wishlist_id AND user_id = :user_id AND left_at IS NULL
""")
_UNSHARE = delete(wishlist_share).where(wishlist_share.c.wishlist_id == bindparam("of_id"))
_SHARE = insert(wishlist_share)


class PostgresWishlists:
    """Implements `Wishlists`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def lock(self, editor_id: str, wishlist_id: str) -> LockedList:
        params = {"viewer_id": editor_id, "wishlist_id": wishlist_id}
        await self._connection.execute(_LOCK, params)
        row = (await self._connection.execute(_LOCKED, params)).one_or_none()
        if row is None:
            raise _not_found()
        return LockedList(row.id, row.owner_id, row.for_id)

    async def lock_owned(self, owner_id: str, wishlist_id: str) -> LockedList:
        locked = await self.lock(owner_id, wishlist_id)
        if locked.owner_id != owner_id:
            raise _not_found()
        return locked

    async def get(self, viewer_id: str, wishlist_id: str) -> Wishlist:
        return await read_wishlist(self._connection, viewer_id, wishlist_id)

    async def add(
        self,
        owner_id: str,
        wishlist_id: str,
        for_id: str,
        recipient_id: str | None,
        details: CheckedWishlist,
    ) -> None:
        now = self._clock.now()
        made = {"id": wishlist_id, "owner_id": owner_id, "for_id": for_id, "created_at": now}
        made |= {"recipient_id": recipient_id, "updated_at": now}
        await self._connection.execute(_ADD, made | _to_row(details))
        await refuse_more_than(
            MAX_WISHLISTS, wishlist, owner_id, self._connection, TooManyWishlists
        )

    async def change(self, locked: LockedList, details: CheckedWishlist) -> None:
        if details:
            changed = {"of_id": locked.id, "updated_at": self._clock.now()}
            await self._connection.execute(_CHANGE, changed | _to_row(details))

    async def unrevealed(self, owner_id: str) -> Sequence[UnrevealedList]:
        params = {"owner_id": owner_id, "now": self._clock.now()}
        return [UnrevealedList(*row) for row in await self._connection.execute(_UNREVEALED, params)]

    async def set_default_reveal(self, wishlist_id: str, reveal_at: datetime | None) -> None:
        params = {"of_id": wishlist_id, "reveal_at": reveal_at, "updated_at": self._clock.now()}
        await self._connection.execute(_SET_DEFAULT_REVEAL, params)

    async def remove(self, locked: LockedList) -> Sequence[str]:
        wishes = await self._connection.execute(_LOCK_WISHES, {"wishlist_id": locked.id})
        remembered = {row.id: is_remembered(row.product_id, row.external_url) for row in wishes}
        await self._connection.execute(_REMOVE, {"of_id": locked.id})
        return await remove_unplaced(self._connection, remembered)

    async def joint_owner_ids(self, locked: LockedList) -> Collection[str]:
        found = await self._connection.execute(_OWNER_IDS, {"wishlist_id": locked.id})
        return found.scalars()

    async def add_owner(self, locked: LockedList, user_id: str) -> None:
        row = {"wishlist_id": locked.id, "user_id": user_id, "created_at": self._clock.now()}
        await self._connection.execute(_ADD_OWNER, row)

    async def remove_owner(self, locked: LockedList, user_id: str) -> None:
        left = {"wishlist_id": locked.id, "user_id": user_id, "now": self._clock.now()}
        await self._connection.execute(_REMOVE_OWNER, left)

    async def share(
        self, locked: LockedList, hashes: dict[ShareLinkKind, str], expires_at: datetime | None
    ) -> None:
        await self.unshare(locked)
        given = {"expires_at": expires_at, "created_at": self._clock.now()}
        rows = [
            given | {"wishlist_id": locked.id, "kind": kind, "token_hash": token_hash}
            for kind, token_hash in hashes.items()
        ]
        await self._connection.execute(_SHARE, rows)

    async def unshare(self, locked: LockedList) -> None:
        await self._connection.execute(_UNSHARE, {"of_id": locked.id})


async def remove_unplaced(connection: Connection, remembered: Mapping[str, bool]) -> Sequence[str]:
    """Deletes the wishes that are on no list and not remembered.

    The caller has locked the wishes. `remembered` has the result of `is_remembered` for each id.
    Returns the ids of all wishes that are on no list.
    """
    forgettable = [wish_id for wish_id, is_kept in remembered.items() if not is_kept]
    params = {"wish_ids": list(remembered), "forgettable": forgettable}
    return sorted((await connection.execute(_REMOVE_UNPLACED, params)).scalars())


def _not_found() -> WishlistNotFound:
    return WishlistNotFound("There is no such wishlist.")


def _to_row(details: CheckedWishlist) -> dict[str, Any]:
    row: dict[str, Any] = {**details}
    if "title" in row:
        row["title_key"] = name_key(row["title"])
    return row
