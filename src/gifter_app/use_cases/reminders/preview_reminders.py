"""Planning a user's reminders without storing them."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from gifter_app.use_cases.reminders.plan_reminders import PlanBasis, PlanReminders
from gifter_domain.identity.profile import Language
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.reminders.planning.reconcile import not_yet_sent
from gifter_domain.reminders.planning.timing import PlannedReminder
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.shared.system import Clock


@dataclass(frozen=True, slots=True)
class Preview:
    """The reminders that would be planned, in order of time, and the user's occasions by id."""

    zone: ZoneInfo
    language: Language
    occasions: Mapping[str, Occasion]
    reminders: Sequence[PlannedReminder]


class PreviewReminders:
    """Plans for a user without storing anything."""

    def __init__(
        self, transactions: RemindersTransactions, plan_reminders: PlanReminders, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._plan_reminders = plan_reminders
        self._clock = clock

    async def execute(self, user_id: str, first: datetime | None, days: int) -> Preview:
        """Returns the plan for the stored occasions and preferences; raises `UserNotFound`.

        It covers `days` days from `first` on. If `first` is None, it starts now and leaves out
        reminders that were sent already.
        """
        now = self._clock.now()
        async with self._transactions() as tx:
            basis = await self._plan_reminders.basis(tx, user_id, now)
        if basis is None:
            raise UserNotFound(f"There is no user with the id {user_id!r}.")
        reminders = await asyncio.to_thread(self._reminders, basis, now, first, days)
        return Preview(
            ZoneInfo(basis.account.timezone),
            basis.account.language,
            {occasion.id: occasion for occasion in basis.occasions},
            reminders,
        )

    def _reminders(
        self, basis: PlanBasis, now: datetime, first: datetime | None, days: int
    ) -> Sequence[PlannedReminder]:
        planned: Iterable[PlannedReminder] = self._plan_reminders.plan(
            basis, first or now, timedelta(days=days)
        )
        if first is None:
            planned = not_yet_sent(planned, basis.stored, now)
        return sorted(planned, key=lambda one: (one.scheduled_for, one.key))
