"""Inboxes as rows: each notice once for its user."""

from collections.abc import Sequence

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from gifter_adapters.postgres.tables.notifications import notification
from gifter_domain.notifications.inbox import NewNotification
from gifter_domain.shared.system import Clock, IdFactory

_ADD = (
    insert(notification)
    .on_conflict_do_nothing(constraint="uq_notification_once")
    .returning(notification.c.id)
)


class PostgresInbox:
    """Implements `Inbox`."""

    def __init__(self, connection: AsyncConnection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def add(self, notifications: Sequence[NewNotification]) -> int:
        # In one order, so that two transactions with the same notices cannot block each other.
        rows = [
            self._row(n) for n in sorted(notifications, key=lambda n: (n.user_id, n.dedupe_key))
        ]
        if not rows:
            return 0
        return len((await self._connection.execute(_ADD, rows)).all())

    def _row(self, notification: NewNotification) -> dict[str, object]:
        return {
            "id": self._ids.new_id(),
            "user_id": notification.user_id,
            "dedupe_key": notification.dedupe_key,
            "title": notification.title,
            "body": notification.body,
            "data": dict(notification.data),
            "created_at": self._clock.now(),
        }
