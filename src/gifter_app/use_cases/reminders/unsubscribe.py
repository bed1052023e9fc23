"""Unsubscribing from reminders by e-mail with the link in the mail."""

from dataclasses import replace

from gifter_domain.notifications.unsubscribe import UnsubscribeLinks
from gifter_domain.reminders.events import ReminderPreferencesChanged
from gifter_domain.reminders.ports import RemindersTransactions


class Unsubscribe:
    """Switches reminders by e-mail off, as the preferences do. May be repeated.

    The link alone is the proof; the user need not sign in or confirm anything.
    """

    def __init__(self, links: UnsubscribeLinks, transactions: RemindersTransactions) -> None:
        self._links = links
        self._transactions = transactions

    def check(self, token: str) -> None:
        """Checks a token without changing anything. Raises `UnsubscribeLinkInvalid`."""
        self._links.user_of(token)

    async def execute(self, token: str) -> None:
        """Switches off the e-mail reminders of the user in the token, if the account still exists.

        Raises `UnsubscribeLinkInvalid`.
        """
        user_id = self._links.user_of(token)
        async with self._transactions() as tx:
            await tx.lock_user(user_id)
            if await tx.schedule.account(user_id) is None:
                return
            preferences = await tx.notification_preferences.get(user_id)
            await tx.notification_preferences.save(user_id, replace(preferences, email=False))
            await tx.happened(ReminderPreferencesChanged(user_id))
