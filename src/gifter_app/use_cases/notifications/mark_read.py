"""Marking the notifications in a user's inbox as read."""

from gifter_domain.identity.user import User
from gifter_domain.notifications.inbox import InboxTransactions, Notification


class MarkNotificationsRead:
    """Marks the user's notifications as read.

    The inbox has each notification once, no matter how else it was delivered. Reading one again
    keeps the time at which it was first read.
    """

    def __init__(self, transactions: InboxTransactions) -> None:
        self._transactions = transactions

    async def read(self, user: User, notification_id: str) -> Notification:
        """Marks one notification as read, and returns it. Raises `NotificationNotFound`."""
        async with self._transactions() as tx:
            return await tx.inbox.mark_read(user.id, notification_id)

    async def read_all(self, user: User) -> None:
        async with self._transactions() as tx:
            await tx.inbox.mark_all_read(user.id)
