"""Leaving mail by the link that it came with."""

from dataclasses import replace

from gifter_domain.notifications.unsubscribe import UnsubscribeLinks
from gifter_domain.reminders.events import ReminderPreferencesChanged
from gifter_domain.reminders.ports import RemindersTransactions


class Unsubscribe:
    """Switches reminders by e-mail off, as the preferences do; safe to repeat.

    The link is all the proof there is: no account, no question.
    """

    def __init__(self, links: UnsubscribeLinks, transactions: RemindersTransactions) -> None:
        self._links = links
        self._transactions = transactions

    def check(self, token: str) -> None:
        """Raises `UnsubscribeLinkInvalid`; changes nothing."""
        self._links.user_of(token)

    async def execute(self, token: str) -> None:
        """Raises `UnsubscribeLinkInvalid`; nothing happens for a user who is gone."""
        user_id = self._links.user_of(token)
        async with self._transactions() as tx:
            await tx.lock_user(user_id)
            if await tx.schedule.account(user_id) is None:
                return
            preferences = await tx.notification_preferences.get(user_id)
            await tx.notification_preferences.save(user_id, replace(preferences, email=False))
            await tx.happened(ReminderPreferencesChanged(user_id))
