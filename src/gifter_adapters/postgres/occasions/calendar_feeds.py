"""The tokens with which calendars read their owner's occasions."""

from sqlalchemy import bindparam, delete, text
from sqlalchemy.dialects.postgresql import insert

from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.occasions.tables import calendar_feed
from gifter_domain.identity.profile import Language
from gifter_domain.occasions.calendar import FeedOwner
from gifter_domain.shared.system import Clock

_OWNER = text("""
    SELECT u.id, u.language FROM calendar_feed f JOIN user_account u ON u.id = f.owner_id
    WHERE f.token_hash = :token_hash AND u.status = 'ACTIVE'
""")
_new_feed = insert(calendar_feed)
_REPLACE = _new_feed.on_conflict_do_update(
    index_elements=[calendar_feed.c.owner_id],
    set_={name: _new_feed.excluded[name] for name in ("token_hash", "created_at")},
)
_REMOVE = delete(calendar_feed).where(calendar_feed.c.owner_id == bindparam("of_owner"))


class PostgresCalendarFeedReads:
    """Implements `CalendarFeedReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def owner(self, token_hash: str) -> FeedOwner | None:
        async with self._database.reads() as connection:
            found = await connection.execute(_OWNER, {"token_hash": token_hash})
            row = found.one_or_none()
        return FeedOwner(row.id, Language(row.language)) if row else None


class PostgresCalendarFeeds:
    """Implements `CalendarFeeds`."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def replace(self, owner_id: str, token_hash: str) -> None:
        params = {"owner_id": owner_id, "token_hash": token_hash, "created_at": self._clock.now()}
        await self._connection.execute(_REPLACE, params)

    async def remove(self, owner_id: str) -> None:
        await self._connection.execute(_REMOVE, {"of_owner": owner_id})
