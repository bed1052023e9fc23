"""Stores the sessions of feeds until they expire."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import expired, not_expired
from gifter_domain.recommendations.feed import SESSION_LIFETIME, FeedItem, FeedSession
from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.system import Clock

_ADD = text("""
    INSERT INTO feed_session (id, user_id, items, created_at, expires_at)
    VALUES (:id, :user_id, :items, :now, :expires_at)
""").bindparams(bindparam("items", type_=JSONB))
_GET = text(f"""
    SELECT s.items FROM feed_session s
    WHERE s.id = :id AND s.user_id = :user_id AND {not_expired("s")}
""")
_REMOVE_EXPIRED = text(f"""
    DELETE FROM feed_session WHERE id IN (
        SELECT s.id FROM feed_session s WHERE {expired("s")} FOR UPDATE SKIP LOCKED
    )
""")


class PostgresFeedSessions:
    """Implements `FeedSessions`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, session: FeedSession) -> None:
        now = self._clock.now()
        params = {
            "id": session.id,
            "user_id": session.user_id,
            "items": [_to_row(item) for item in session.items],
            "now": now,
            "expires_at": now + SESSION_LIFETIME,
        }
        async with self._database.autocommit() as connection:
            await connection.execute(_ADD, params)

    async def get(self, user_id: str, session_id: str) -> FeedSession:
        params = {"id": session_id, "user_id": user_id, "now": self._clock.now()}
        async with self._database.reads() as connection:
            row = (await connection.execute(_GET, params)).one_or_none()
        if row is None:
            raise InvalidInput.at("cursor", "has expired; read the feed from its first page")
        return FeedSession(session_id, user_id, [_to_item(*item) for item in row["items"]])

    # everybody: a sweep that deletes what nobody can read any more
    async def remove_expired(self) -> None:
        async with self._database.transaction() as connection:
            await connection.execute(_REMOVE_EXPIRED, {"now": self._clock.now()})


def _to_row(item: FeedItem) -> list[Any]:
    on = item.on and item.on.isoformat()
    return [item.product_id, item.recipient_id, item.occasion_id, on]


def _to_item(
    product_id: str, recipient_id: str | None, occasion_id: str | None, on: str | None
) -> FeedItem:
    return FeedItem(product_id, recipient_id, occasion_id, date.fromisoformat(on) if on else None)
