"""How users want to be told."""

from dataclasses import replace

from gifter_app.use_cases.reminders.manage_policies import check_policy_id
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.identity.user import User
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.reminders.preferences import (
    NotificationPreferences,
    PreferenceChanges,
    checked_quiet_hours,
)


class ManagePreferences:
    """The caller's preferences, there from the start; a change moves what is planned already."""

    def __init__(self, transactions: RemindersTransactions, plan_reminders: PlanReminders) -> None:
        self._transactions = transactions
        self._plan_reminders = plan_reminders

    async def get(self, user: User) -> NotificationPreferences:
        async with self._transactions() as tx:
            return await tx.notification_preferences.get(user.id)

    async def change(self, user: User, changes: PreferenceChanges) -> NotificationPreferences:
        """What is absent stays as it is.

        Raises `ReminderPolicyNotFound` for a default that is neither the system's nor the caller's.
        """
        if (quiet := changes.get("quiet_hours")) is not None:
            checked_quiet_hours(quiet)
        async with self._plan_reminders.changing(user.id) as tx:
            preferences = replace(await tx.notification_preferences.get(user.id), **changes)
            await check_policy_id(tx, user.id, preferences.default_policy_id)
            await tx.notification_preferences.save(user.id, preferences)
        return preferences
