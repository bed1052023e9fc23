"""Reads and writes friendships and blocks. Every change first locks the one row of two users."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import TextClause, text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.people.access import person_columns, to_person, visible_to
from gifter_adapters.postgres.people.user_profiles import profile_columns, to_user_profile
from gifter_domain.people.friends_ports import BlockedPerson, Direction, Friend, FriendRequest
from gifter_domain.people.friendship import FriendRequestNotFound, Pair, PairRequest, Standing
from gifter_domain.people.user_profile import shown_to_friends
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock, IdFactory

T = TypeVar("T", BlockedPerson, Friend, FriendRequest)

_CREATE_PAIR = text("""
    INSERT INTO friendship (low_id, high_id)
    SELECT low.id, high.id FROM user_account low, user_account high
    WHERE low.id = :low_id AND high.id = :high_id AND low.id <> high.id
    ON CONFLICT DO NOTHING
""")
_LOCK_PAIR = text("""
    SELECT standing, request_id, asked_by, asked_at, changed_at
    FROM friendship WHERE low_id = :low_id AND high_id = :high_id FOR UPDATE
""")
_BLOCKERS = text("SELECT blocker_id FROM user_block WHERE low_id = :low_id AND high_id = :high_id")
_INACTIVE = text(
    "SELECT id FROM user_account WHERE id IN (:low_id, :high_id) AND status <> 'ACTIVE'"
)
_OTHER_OF = text("""
    SELECT CASE :actor_id WHEN low_id THEN high_id WHEN high_id THEN low_id END
    FROM friendship WHERE request_id = :request_id
""")
_SAVE_PAIR = text("""
    UPDATE friendship
    SET standing = :standing, request_id = :request_id, asked_by = :asked_by, asked_at = :asked_at,
        changed_at = :changed_at
    WHERE low_id = :low_id AND high_id = :high_id
""")
_BLOCK = text("""
    INSERT INTO user_block (id, blocker_id, blocked_id, created_at)
    SELECT :id, :actor_id, :other_id, :now FROM friendship
    WHERE low_id = :low_id AND high_id = :high_id
""")
_UNBLOCK = text("DELETE FROM user_block WHERE blocker_id = :actor_id AND blocked_id = :other_id")

_VISIBLE_SQL = visible_to(user="u", viewer=":viewer_id")
_PAIRS_SQL = f"""
    SELECT f.request_id AS id, f.low_id, f.high_id, f.standing, f.asked_by, f.asked_at,
           f.changed_at, {person_columns("u")}
    FROM (SELECT *, high_id AS other_id FROM friendship WHERE low_id = :viewer_id
          UNION ALL SELECT *, low_id FROM friendship WHERE high_id = :viewer_id) f
    JOIN user_account u ON u.id = f.other_id
    WHERE {_VISIBLE_SQL}
"""
_PAGE_SQL = " AND f.request_id > :after ORDER BY f.request_id LIMIT :limit"
_REQUEST = text(_PAIRS_SQL + " AND f.request_id = :request_id")
_REQUESTS = {
    Direction.INCOMING: text(
        f"{_PAIRS_SQL} AND f.standing = 'REQUESTED' AND f.asked_by <> :viewer_id {_PAGE_SQL}"
    ),
    Direction.OUTGOING: text(
        f"{_PAIRS_SQL} AND f.standing = 'REQUESTED' AND f.asked_by = :viewer_id {_PAGE_SQL}"
    ),
}
_FRIENDS = text(f"""
    SELECT friend.*, {profile_columns("profile")}
    FROM ({_PAIRS_SQL} AND f.standing = 'FRIENDS' {_PAGE_SQL}) friend
    LEFT JOIN user_profile profile ON profile.user_id = friend.person_id
    ORDER BY friend.id
""")
_BLOCKS = text(f"""
    SELECT b.id, b.created_at, {person_columns("u")}
    FROM user_block b JOIN user_account u ON u.id = b.blocked_id
    WHERE b.blocker_id = :viewer_id AND {_VISIBLE_SQL} AND b.id > :after ORDER BY b.id LIMIT :limit
""")


class PostgresFriendships:
    """Implements `Friendships`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def lock(self, actor_id: str, other_id: str) -> Pair:
        pair = _pair_key(actor_id, other_id)
        await self._connection.execute(_CREATE_PAIR, pair)
        row = (await self._connection.execute(_LOCK_PAIR, pair)).one_or_none()
        if row is None:
            return Pair(inactive=frozenset({other_id}))
        # Separate statements, since the one that waited for the lock sees the rows from before it.
        blockers = (await self._connection.execute(_BLOCKERS, pair)).scalars()
        inactive = (await self._connection.execute(_INACTIVE, pair)).scalars()
        return _to_pair(row, frozenset(blockers), frozenset(inactive))

    async def other_user(self, actor_id: str, request_id: str) -> str | None:
        params = {"actor_id": actor_id, "request_id": request_id}
        other_id: str | None = await self._connection.scalar(_OTHER_OF, params)
        return other_id

    async def save(self, actor_id: str, other_id: str, before: Pair, after: Pair) -> None:
        pair = _pair_key(actor_id, other_id)
        direction = pair | {"actor_id": actor_id, "other_id": other_id}
        if before.blockers - after.blockers:
            await self._connection.execute(_UNBLOCK, direction)
        await self._connection.execute(_SAVE_PAIR, pair | _pair_row(after))
        if after.blockers - before.blockers:
            added = {"id": self._ids.new_id(), "now": self._clock.now()}
            await self._connection.execute(_BLOCK, direction | added)

    async def request(self, viewer_id: str, request_id: str) -> FriendRequest:
        params = {"viewer_id": viewer_id, "request_id": request_id}
        row = (await self._connection.execute(_REQUEST, params)).one_or_none()
        if row is None:
            raise FriendRequestNotFound("There is no such friend request.")
        return _to_request(row)


class PostgresFriendReads:
    """Implements `FriendReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def requests(
        self, viewer_id: str, direction: Direction, page: PageRequest
    ) -> Page[FriendRequest]:
        return await self._page(_REQUESTS[direction], viewer_id, page, _to_request)

    async def friends(self, viewer_id: str, page: PageRequest) -> Page[Friend]:
        return await self._page(_FRIENDS, viewer_id, page, _to_friend)

    async def blocks(self, viewer_id: str, page: PageRequest) -> Page[BlockedPerson]:
        return await self._page(_BLOCKS, viewer_id, page, _to_blocked_person)

    async def _page(
        self,
        statement: TextClause,
        viewer_id: str,
        page: PageRequest,
        to_item: Callable[[Record], T],
    ) -> Page[T]:
        after = page.after[0] if page.after else ""
        params = {"viewer_id": viewer_id, "after": after, "limit": page.limit + 1}
        async with self._database.reads() as connection:
            rows = await connection.execute(statement, params)
        return page_of([to_item(row) for row in rows], page, lambda item: (item.id,))


def _pair_key(one: str, other: str) -> dict[str, str]:
    low, high = sorted((one, other))
    return {"low_id": low, "high_id": high}


def _pair_row(pair: Pair) -> dict[str, object]:
    request = pair.request
    return {
        "standing": pair.standing,
        "request_id": request and request.id,
        "asked_by": request and request.asked_by,
        "asked_at": request and request.asked_at,
        "changed_at": pair.changed_at,
    }


def _to_pair(row: Record, blockers: frozenset[str], inactive: frozenset[str]) -> Pair:
    requested = row["request_id"] is not None
    request = (
        PairRequest(row["request_id"], row["asked_by"], row["asked_at"]) if requested else None
    )
    return Pair(Standing(row["standing"]), request, row["changed_at"], blockers, inactive)


def _to_request(row: Record) -> FriendRequest:
    to_user_id = row["high_id"] if row["asked_by"] == row["low_id"] else row["low_id"]
    return FriendRequest(
        id=row["id"],
        from_user_id=row["asked_by"],
        to_user_id=to_user_id,
        standing=Standing(row["standing"]),
        asked_at=row["asked_at"],
        changed_at=row["changed_at"],
        person=to_person(row),
    )


def _to_friend(row: Record) -> Friend:
    return Friend(
        id=row["id"],
        person=to_person(row),
        since=row["changed_at"],
        profile=shown_to_friends(to_user_profile(row)),
    )


def _to_blocked_person(row: Record) -> BlockedPerson:
    return BlockedPerson(id=row["id"], person=to_person(row), blocked_at=row["created_at"])
