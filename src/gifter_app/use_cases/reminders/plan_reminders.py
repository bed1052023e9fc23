"""Keeping the schedule of a user's reminders as their occasions and wishes ask for."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.events import OccasionsPlanned
from gifter_domain.reminders.planning import PlannedReminder, Remindable
from gifter_domain.reminders.ports import Account, PlanMark, RemindersTransaction
from gifter_domain.reminders.reconcile import Changes, reconcile
from gifter_domain.reminders.user_plan import PlanInputs, plan_user, usable_policies
from gifter_domain.shared.system import Clock

OVER_AFTER = timedelta(days=3)  # by then a date is over, wherever on earth


class PlanReminders:
    """Makes the stored schedule of a user what planning says, and writes the difference alone.

    - A change of what a plan rests on locks the user first and raises an event, for which this runs
      before the commit: so the changes of one user come one after the other, and the last one plans
      for what all of them left.
    - Planning again without a change writes nothing, and what was sent is never planned anew.
    - An account that is not in use has nothing planned.
    """

    def __init__(self, holidays: HolidayCalendar, clock: Clock, *, tz_version: str) -> None:
        self._holidays = holidays
        self._clock = clock
        self._tz_version = tz_version

    async def replan(self, tx: RemindersTransaction, user_id: str) -> Changes:
        """Plans in an open transaction, and returns what it wrote; may be repeated."""
        account = await tx.schedule.lock(user_id)
        now = self._clock.now()
        planned: frozenset[PlannedReminder] = frozenset()
        mark = None
        if account is not None:
            basis, occasions = await self.basis(tx, user_id, account)
            if account.active:  # a third of a second for 2,000 occasions: not on the loop
                # awaits: a thread of ours; the user stays locked, so that nothing changes meanwhile
                planned = await asyncio.to_thread(plan_user, basis, now)
            mark = self.mark(now) if occasions else None
            await tx.happened(OccasionsPlanned(user_id, occasions))
        stored = await tx.schedule.stored(user_id, (now - OVER_AFTER).date())
        changes = reconcile(planned, stored, now)
        await tx.schedule.write(user_id, changes)
        await tx.schedule.mark(user_id, mark)
        return changes

    def mark(self, now: datetime) -> PlanMark:
        """That of a plan made now, by this process."""
        return PlanMark(now.date(), self._tz_version)

    async def basis(
        self, tx: RemindersTransaction, user_id: str, account: Account
    ) -> tuple[PlanInputs, Sequence[Occasion]]:
        """Returns what the user's plan follows from, and all their occasions."""
        occasions = await tx.occasions.of_owner(user_id)
        basis = PlanInputs(
            account.timezone,
            await tx.notification_preferences.get(user_id),
            usable_policies(await tx.reminder_policies.own(user_id)),
            [(self._remindable(one), one.reminder_policy_id) for one in occasions],
        )
        return basis, occasions

    def _remindable(self, occasion: Occasion) -> Remindable:
        dates = occasion.dates(self._holidays)
        return Remindable(occasion.id, dates, occasion.timezone, occasion.at_local)
