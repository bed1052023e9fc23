"""Reads and writes inboxes. A dedupe key keeps a user from getting a notification twice."""

from collections.abc import Sequence

import msgspec
from sqlalchemy import text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_domain.notifications.inbox import (
    NewNotification,
    Notification,
    NotificationNotFound,
    key_about,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock, IdFactory

_ADD = text("""
    INSERT INTO notification (id, user_id, dedupe_key, title, body, data, created_at)
    SELECT id, user_id, dedupe_key, title, body, CAST(data AS jsonb), :now
    FROM unnest(CAST(:ids AS text[]), CAST(:user_ids AS text[]), CAST(:dedupe_keys AS text[]),
                CAST(:titles AS text[]), CAST(:bodies AS text[]), CAST(:data AS text[]))
        WITH ORDINALITY AS added (id, user_id, dedupe_key, title, body, data, place)
    ORDER BY place
    ON CONFLICT ON CONSTRAINT uq_notification_once DO NOTHING
    RETURNING id
""")
_COLUMNS_SQL = "id, title, body, data, created_at, read_at"
_ALL_SQL = f"SELECT {_COLUMNS_SQL} FROM notification WHERE user_id = :user_id AND id < :before"
_PAGE_SQL = " ORDER BY id DESC LIMIT :limit"
_ALL = text(_ALL_SQL + _PAGE_SQL)
_UNREAD = text(f"{_ALL_SQL} AND read_at IS NULL {_PAGE_SQL}")
_COUNT = text("SELECT count(*) FROM notification WHERE user_id = :user_id AND read_at IS NULL")
_MARK_READ = text(f"""
    UPDATE notification SET read_at = COALESCE(read_at, :now)
    WHERE id = :notification_id AND user_id = :user_id RETURNING {_COLUMNS_SQL}
""")
_MARK_ALL_READ = text(
    "UPDATE notification SET read_at = :now WHERE user_id = :user_id AND read_at IS NULL"
)
_REMOVE_ABOUT = text("""
    DELETE FROM notification WHERE user_id = :user_id AND starts_with(dedupe_key, :beginning)
""")
_LANGUAGE_AND_NAME = text("""
    SELECT reader.language, person.display_name
    FROM user_account reader, user_account person
    WHERE reader.id = :reader_id AND person.id = :person_id
""")
_AFTER_ALL_IDS = "g"  # ids are hexadecimal, so they sort before it


class PostgresInbox:
    """Implements `Inbox`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def add(self, notifications: Sequence[NewNotification]) -> int:
        if not notifications:
            return 0
        # Sorted, so that two transactions with the same notifications cannot deadlock.
        rows = sorted(notifications, key=lambda one: (one.user_id, one.dedupe_key))
        params = {
            "ids": [self._ids.new_id() for _ in rows],
            "user_ids": [each.user_id for each in rows],
            "dedupe_keys": [each.dedupe_key for each in rows],
            "titles": [each.title for each in rows],
            "bodies": [each.body for each in rows],
            "data": [msgspec.json.encode(dict(each.data)).decode() for each in rows],
            "now": self._clock.now(),
        }
        return len(await self._connection.execute(_ADD, params))

    async def remove_about(self, user_id: str, person_id: str) -> None:
        params = {"user_id": user_id, "beginning": key_about(person_id, "")}
        await self._connection.execute(_REMOVE_ABOUT, params)

    async def language_and_name(self, reader_id: str, person_id: str) -> tuple[str, str | None]:
        params = {"reader_id": reader_id, "person_id": person_id}
        row = (await self._connection.execute(_LANGUAGE_AND_NAME, params)).one()
        return row["language"], row["display_name"]

    async def mark_read(self, user_id: str, notification_id: str) -> Notification:
        params = {"user_id": user_id, "notification_id": notification_id, "now": self._clock.now()}
        row = (await self._connection.execute(_MARK_READ, params)).one_or_none()
        if row is None:
            raise NotificationNotFound("There is no such notification in your inbox.")
        return _to_notification(row)

    async def mark_all_read(self, user_id: str) -> None:
        params = {"user_id": user_id, "now": self._clock.now()}
        await self._connection.execute(_MARK_ALL_READ, params)


class PostgresInboxReads:
    """Implements `InboxReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def notifications(
        self, user_id: str, page: PageRequest, *, unread_only: bool
    ) -> Page[Notification]:
        before = page.after[0] if page.after else _AFTER_ALL_IDS
        params = {"user_id": user_id, "before": before, "limit": page.limit + 1}
        async with self._database.reads() as connection:
            found = await connection.execute(_UNREAD if unread_only else _ALL, params)
            rows = found
        return page_of([_to_notification(row) for row in rows], page, lambda item: (item.id,))

    async def unread(self, user_id: str) -> int:
        async with self._database.reads() as connection:
            count: int = await connection.scalar(_COUNT, {"user_id": user_id})
            return count


def _to_notification(row: Record) -> Notification:
    return Notification(
        id=row["id"],
        title=row["title"],
        body=row["body"],
        data=row["data"],
        created_at=row["created_at"],
        read_at=row["read_at"],
    )
