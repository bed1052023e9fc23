"""Reading and changing a user's preferences for reminders."""

from dataclasses import replace

from gifter_domain.identity.user import User
from gifter_domain.reminders.events import ReminderPreferencesChanged
from gifter_domain.reminders.policy import check_policy_id
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.reminders.preferences import (
    NotificationPreferences,
    PreferenceChanges,
    checked_quiet_hours,
)


class ManagePreferences:
    """Reads and changes the user's preferences. Every user has them from the start.

    A change replans the user's reminders.
    """

    def __init__(self, transactions: RemindersTransactions) -> None:
        self._transactions = transactions

    async def get(self, user: User) -> NotificationPreferences:
        async with self._transactions() as tx:
            return await tx.notification_preferences.get(user.id)

    async def change(self, user: User, changes: PreferenceChanges) -> NotificationPreferences:
        """Changes the given fields.

        Raises `ReminderPolicyNotFound` for a default that is neither the system's nor the user's.
        """
        if (quiet := changes.get("quiet_hours")) is not None:
            checked_quiet_hours(quiet)
        async with self._transactions() as tx:
            await tx.lock_user(user.id)
            before = await tx.notification_preferences.get(user.id)
            preferences = replace(before, **changes)
            if preferences == before:
                return before
            own = await tx.reminder_policies.own(user.id)
            check_policy_id(own, preferences.default_policy_id)
            saved = await tx.notification_preferences.save(user.id, preferences)
            await tx.happened(ReminderPreferencesChanged(user.id))
        return saved
