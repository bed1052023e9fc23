"""Leaving mail by the link that it came with."""

from dataclasses import replace

from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.notifications.unsubscribe import UnsubscribeLinks


class Unsubscribe:
    """Switches reminders by e-mail off, as the preferences do; safe to repeat.

    The link is all the proof there is: no account, no question.
    """

    def __init__(self, links: UnsubscribeLinks, plan_reminders: PlanReminders) -> None:
        self._links = links
        self._plan_reminders = plan_reminders

    def check(self, token: str) -> None:
        """Raises `UnsubscribeLinkInvalid`; changes nothing."""
        self._links.user_of(token)

    async def execute(self, token: str) -> None:
        """Raises `UnsubscribeLinkInvalid`; nothing happens for a user who is gone."""
        user_id = self._links.user_of(token)
        async with self._plan_reminders.changing(user_id) as tx:
            if await tx.schedule.hold(user_id) is None:
                return
            preferences = await tx.notification_preferences.get(user_id)
            await tx.notification_preferences.save(user_id, replace(preferences, email=False))
