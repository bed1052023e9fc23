"""Planning one user's reminders and storing the difference."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.events import OccasionsPlanned
from gifter_domain.reminders.planning.reconcile import Changes, StoredReminder, reconcile
from gifter_domain.reminders.planning.timing import Remindable
from gifter_domain.reminders.planning.user_plan import PlanInputs, plan_user, usable_policies
from gifter_domain.reminders.ports import Account, PlanMark, RemindersTransaction
from gifter_domain.shared.system import Clock

OVER_AFTER = timedelta(days=3)  # by then a date is over in every time zone


class PlanReminders:
    """Plans the user's reminders and stores the difference from the schedule.

    - A use case that changes an input of the plan locks the user first and raises an event; the
      planning runs for it before the commit. So changes of one user run one after the other, and
      the last one plans with the results of all.
    - Planning again without a change writes nothing. A reminder that was sent is never planned
      again.
    - An account that is disabled or deleted gets no reminders.
    """

    def __init__(self, holidays: HolidayCalendar, clock: Clock, *, tz_version: str) -> None:
        self._holidays = holidays
        self._clock = clock
        self._tz_version = tz_version

    async def replan(self, tx: RemindersTransaction, user_id: str) -> Changes:
        """Plans in an open transaction and returns the changes it wrote. May be repeated."""
        account = await tx.schedule.lock(user_id)
        now = self._clock.now()
        inputs, mark = None, None
        if account is not None:
            inputs, occasions = await self.inputs(tx, user_id, account)
            mark = self.mark(now) if occasions else None
            await tx.happened(OccasionsPlanned(user_id, occasions))
        stored = await tx.schedule.stored(user_id, (now - OVER_AFTER).date())
        active = inputs if account is not None and account.active else None
        # In a thread, since 2,000 occasions take a third of a second. The user stays locked
        # meanwhile; docs/decisions/0022 has the reasons.
        # awaits: a thread of ours
        changes = await asyncio.to_thread(_changes, active, stored, now)
        await tx.schedule.write(user_id, changes)
        await tx.schedule.mark(user_id, mark)
        return changes

    def mark(self, now: datetime) -> PlanMark:
        """Returns the mark of a plan that this process makes now."""
        return PlanMark(now.date(), self._tz_version)

    async def inputs(
        self, tx: RemindersTransaction, user_id: str, account: Account
    ) -> tuple[PlanInputs, Sequence[Occasion]]:
        """Returns the inputs of the user's plan, and all their occasions."""
        occasions = await tx.occasions.of_owner(user_id)
        inputs = PlanInputs(
            account.timezone,
            await tx.notification_preferences.get(user_id),
            usable_policies(await tx.reminder_policies.own(user_id)),
            [(self._remindable(one), one.reminder_policy_id) for one in occasions],
        )
        return inputs, occasions

    def _remindable(self, occasion: Occasion) -> Remindable:
        dates = occasion.dates(self._holidays)
        return Remindable(occasion.id, dates, occasion.timezone, occasion.at_local)


def _changes(inputs: PlanInputs | None, stored: Sequence[StoredReminder], now: datetime) -> Changes:
    """Returns the difference between the stored reminders and a new plan, empty without inputs."""
    planned = frozenset() if inputs is None else plan_user(inputs, now)
    return reconcile(planned, stored, now)
