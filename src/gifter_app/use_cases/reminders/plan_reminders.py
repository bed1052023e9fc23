"""Planning one user's reminders and storing the difference."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.events import ReminderPlanStored
from gifter_domain.reminders.planning.reconcile import (
    NO_CHANGES,
    Changes,
    StoredReminder,
    reconcile,
    times_to_send,
)
from gifter_domain.reminders.planning.timing import DEFAULT_HORIZON, PlannedReminder, Remindable
from gifter_domain.reminders.planning.user_plan import PlanInputs, plan_user, usable_policies
from gifter_domain.reminders.policy import ReminderPolicy
from gifter_domain.reminders.ports import (
    Account,
    PlanMark,
    RemindersTransaction,
    RemindersTransactions,
)
from gifter_domain.reminders.preferences import NotificationPreferences
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()

_OVER_AFTER = timedelta(days=3)  # by then a date is over in every time zone
_ATTEMPTS = 5
_PLANNED_AT_ONCE = 500  # occasions, which take a fifth of a second


@dataclass(frozen=True, slots=True)
class PlanBasis:
    """The facts that a user's plan is made of, as they are stored, and the stored reminders."""

    account: Account
    preferences: NotificationPreferences
    policies: Sequence[ReminderPolicy]
    occasions: Sequence[Occasion]
    stored: Sequence[StoredReminder]


class PlanReminders:
    """Plans the user's reminders and stores the difference from the schedule.

    - A change of a plan's facts marks the plan as outdated in its own transaction. The plan is made
      after the commit, so nothing is locked while it is computed: docs/decisions/0023.
    - A plan is stored only if neither the facts nor the schedule changed since they were read.
      So of concurrent changes, the last plan includes all of them.
    - Planning again without a change writes nothing. A reminder that was sent is never planned
      again.
    - An account that is disabled or deleted gets no reminders.
    """

    def __init__(self, holidays: HolidayCalendar, clock: Clock, *, tz_version: str) -> None:
        self._holidays = holidays
        self._clock = clock
        self._tz_version = tz_version

    async def outdate(self, tx: RemindersTransaction, user_id: str) -> None:
        """Marks the user's plan as outdated: workers plan it, and until then send none of it."""
        await tx.schedule.outdate(user_id)

    async def after_change(self, transactions: RemindersTransactions, user_id: str) -> None:
        """Plans after a change, unless there is so much to plan that the caller would wait.

        Workers then make the plan within some seconds, as it is outdated.
        """
        async with transactions() as tx:
            if await tx.schedule.has_more_occasions_than(user_id, _PLANNED_AT_ONCE):
                return
        await self.execute(transactions, user_id)

    async def execute(self, transactions: RemindersTransactions, user_id: str) -> Changes:
        """Plans, and returns the changes it wrote. May be repeated.

        If the facts change again and again meanwhile, it leaves the plan to the workers.
        """
        for _ in range(_ATTEMPTS):
            changes = await self._attempt(transactions, user_id)
            if changes is not None:
                return changes
        _log.warning("plan_left_to_workers", user_id=user_id)
        return NO_CHANGES

    def mark(self, now: datetime) -> PlanMark:
        """Returns the mark of a plan that this process makes now."""
        return PlanMark(now.date(), self._tz_version)

    async def basis(
        self, tx: RemindersTransaction, user_id: str, now: datetime
    ) -> PlanBasis | None:
        """Returns the basis of the user's plan, or None if there is no such account."""
        account = await tx.schedule.account(user_id)
        if account is None:
            return None
        return PlanBasis(
            account,
            await tx.notification_preferences.get(user_id),
            await tx.reminder_policies.own(user_id),
            await tx.occasions.of_owner(user_id),
            await tx.schedule.stored(user_id, (now - _OVER_AFTER).date()),
        )

    def plan(
        self, basis: PlanBasis, now: datetime, horizon: timedelta = DEFAULT_HORIZON
    ) -> frozenset[PlannedReminder]:
        """Returns the reminders from `now` on. It takes long: call it in a thread."""
        if not basis.account.active:
            return frozenset()
        occasions = [(self._remindable(one), one.reminder_policy_id) for one in basis.occasions]
        policies = usable_policies(basis.policies)
        stored = times_to_send(basis.stored)
        inputs = PlanInputs(basis.account.timezone, basis.preferences, policies, occasions, stored)
        return plan_user(inputs, now, horizon)

    async def _attempt(self, transactions: RemindersTransactions, user_id: str) -> Changes | None:
        """Plans once. Returns the changes it wrote, or None if the facts changed meanwhile."""
        now = self._clock.now()
        async with transactions() as tx:
            # The version is read first, so that it is an old one if anything else is.
            seen = await tx.schedule.version(user_id)
            basis = await self.basis(tx, user_id, now)
        if basis is None:
            return NO_CHANGES
        changes = await asyncio.to_thread(self._changes, basis, now)
        mark = self.mark(now) if basis.occasions else None
        if changes == NO_CHANGES and mark == (seen.mark if seen else None):
            return NO_CHANGES
        async with transactions() as tx:
            await tx.lock_user(user_id)
            if await tx.schedule.lock(user_id) != seen:
                return None
            await tx.schedule.write(user_id, changes)
            await tx.schedule.mark(user_id, mark)
            await tx.happened(ReminderPlanStored(user_id))
        return changes

    def _changes(self, basis: PlanBasis, now: datetime) -> Changes:
        return reconcile(self.plan(basis, now), basis.stored, now)

    def _remindable(self, occasion: Occasion) -> Remindable:
        dates = occasion.dates(self._holidays)
        return Remindable(occasion.id, dates, occasion.timezone, occasion.at_local)
