"""Keeping the schedule of a user's reminders as their occasions and wishes ask for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from gifter_app.use_cases.wishlists.reveal_claims import RevealsTransaction, keep_reveals
from gifter_domain.identity.profile import Language
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.people.friendship import UserNotFound
from gifter_domain.reminders.planning import PlannedReminder, Remindable
from gifter_domain.reminders.ports import (
    Account,
    PlanMark,
    RemindersTransaction,
)
from gifter_domain.reminders.reconcile import Changes, reconcile, still_to_tell
from gifter_domain.reminders.user_plan import Basis, by_id, plan_user
from gifter_domain.shared.system import Clock

_OVER_AFTER = timedelta(days=3)  # by then a date is over, wherever on earth


class PlanTransaction(RemindersTransaction, RevealsTransaction, Protocol): ...


PlanTransactions = Callable[[], AbstractAsyncContextManager[PlanTransaction]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be planned for a user, in order of time; `occasions` are theirs, by id."""

    zone: ZoneInfo
    language: Language
    occasions: Mapping[str, Occasion]
    reminders: Sequence[PlannedReminder]


class PlanReminders:
    """Makes the stored schedule of a user what planning says, and writes the difference alone.

    - Whatever changes what a plan rests on happens in `changing`: the changes of one user come one
      after the other, and the last one plans for what all of them left.
    - Planning again without a change writes nothing, and what was sent is never planned anew.
    - An account that is not in use has nothing planned.
    - With the plan, it settles when the wishlists that are for these occasions are revealed.
    """

    def __init__(
        self,
        transactions: PlanTransactions,
        holidays: HolidayCalendar,
        clock: Clock,
        tz_version: str,
    ) -> None:
        self._transactions = transactions
        self._holidays = holidays
        self._clock = clock
        self._tz_version = tz_version

    @asynccontextmanager
    async def changing(self, user_id: str) -> AsyncIterator[PlanTransaction]:
        """A transaction that holds the user, and ends by planning their reminders anew.

        What is read in it stays true until it ends, as far as it is the user's own.
        """
        async with self._transactions() as tx:
            await tx.schedule.hold(user_id)
            yield tx
            await self.replan(tx, user_id)

    async def replan(self, tx: PlanTransaction, user_id: str) -> Changes:
        """Plans in a transaction that is open, and tells what was written; may be repeated.

        Whoever changes anything in it holds the user before that, as `changing` does.
        """
        account = await tx.schedule.hold(user_id)
        now = self._clock.now()
        planned: frozenset[PlannedReminder] = frozenset()
        mark = None
        if account is not None:
            basis, occasions = await self._basis(tx, user_id, account)
            if account.active:  # a third of a second for 2,000 occasions: not on the loop
                planned = await asyncio.to_thread(plan_user, basis, now)
            mark = self.mark(now) if occasions else None
            await keep_reveals(tx, user_id, occasions, self._holidays, now)
        stored = await tx.schedule.stored(user_id, (now - _OVER_AFTER).date())
        changes = reconcile(planned, stored, now)
        await tx.schedule.write(user_id, changes)
        await tx.schedule.mark(user_id, mark)
        return changes

    async def preview(self, user_id: str, first: datetime | None, days: int) -> Preview:
        """Planned from that instant on for what is stored now; raises `UserNotFound`.

        None: from now on, without what was told already.
        """
        now = self._clock.now()
        async with self._transactions() as tx:
            account = await tx.schedule.account(user_id)
            if account is None:
                raise UserNotFound(f"There is no user with the id {user_id!r}.")
            basis, occasions = await self._basis(tx, user_id, account)
            stored = await tx.schedule.stored(user_id, (now - _OVER_AFTER).date())
        planned: Iterable[PlannedReminder] = ()
        if account.active:
            planned = plan_user(basis, first or now, timedelta(days=days))
        if first is None:
            planned = still_to_tell(planned, stored, now)
        return Preview(
            ZoneInfo(account.timezone),
            account.language,
            {occasion.id: occasion for occasion in occasions},
            sorted(planned, key=lambda one: (one.scheduled_for, one.key)),
        )

    def mark(self, now: datetime) -> PlanMark:
        """That of a plan made now, by this process."""
        return PlanMark(now.date(), self._tz_version)

    async def _basis(
        self, tx: RemindersTransaction, user_id: str, account: Account
    ) -> tuple[Basis, Sequence[Occasion]]:
        occasions = await tx.occasions.of_owner(user_id)
        basis = Basis(
            account.timezone,
            await tx.notification_preferences.get(user_id),
            by_id(await tx.reminder_policies.own(user_id)),
            [(self._remindable(one), one.reminder_policy_id) for one in occasions],
        )
        return basis, occasions

    def _remindable(self, occasion: Occasion) -> Remindable:
        dates = occasion.dates(self._holidays)
        return Remindable(occasion.id, dates, occasion.timezone, occasion.at_local)
