"""What users do with the notices in their inbox."""

from gifter_domain.identity.user import User
from gifter_domain.notifications.inbox import InboxTransactions, Notification


class MarkNotificationsRead:
    """The caller's inbox.

    - Every notice lands there once, whatever else delivered it.
    - A notice that was read stays read, from the first time on.
    """

    def __init__(self, transactions: InboxTransactions) -> None:
        self._transactions = transactions

    async def read(self, user: User, notification_id: str) -> Notification:
        """Raises `NotificationNotFound`."""
        async with self._transactions() as tx:
            return await tx.inbox.mark_read(user.id, notification_id)

    async def read_all(self, user: User) -> None:
        async with self._transactions() as tx:
            await tx.inbox.mark_all_read(user.id)
