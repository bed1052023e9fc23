"""Planning reminders for all users: once a day, after a new time-zone database, and on demand."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import structlog

from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.reminders.planning.reconcile import Changes
from gifter_domain.reminders.ports import PlanMark, RemindersTransactions
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()

_USERS_IN_ONE_SWEEP = 100  # so that a worker's next action does not wait for long
_BATCH = 500
_KEPT = timedelta(days=400)  # finished reminders, after their day
_OUTDATED_BY_A_CHANGE = PlanMark(date(2, 1, 1), "")  # only such a mark is older


@dataclass(frozen=True, slots=True)
class PlanningTotals:
    """The number of users planned for so far, of all users, and of rows written."""

    users: int = 0
    of_users: int = 0
    added: int = 0
    moved: int = 0
    revived: int = 0
    cancelled: int = 0

    def with_user(self, changes: Changes) -> "PlanningTotals":
        return replace(
            self,
            users=self.users + 1,
            added=self.added + len(changes.add),
            moved=self.moved + len(changes.move),
            revived=self.revived + len(changes.revive),
            cancelled=self.cancelled + len(changes.cancel),
        )


class PlanEverybody:
    """Plans the reminders of many users, one after the other."""

    def __init__(
        self, transactions: RemindersTransactions, plan_reminders: PlanReminders, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._plan_reminders = plan_reminders
        self._clock = clock

    async def roll_forward(self) -> None:
        """Plans for users whose plan is outdated, up to 100 of them.

        A plan is outdated if it was not made today, if it was made with an earlier time-zone
        database, or if a change outdated it. Finished reminders of more than 400 days ago are
        deleted at the same time. Several workers may run this at once. A user whose plan fails does
        not stop the others, and is tried again in the next sweep.
        """
        await self._plan_outdated(self._roll_forward, lambda: False)

    async def plan_changed(self, stopping: Callable[[], bool] = lambda: False) -> None:
        """Plans for users whose plan a change has outdated, until `stopping` returns true.

        That is so after a request that ended between its commit and its plan, and after an account
        was disabled or enabled. It waits for no other work, as these users get no reminders until
        then.
        """
        await self._plan_outdated(self._plan, stopping, _OUTDATED_BY_A_CHANGE)

    async def plan_all(
        self, report: Callable[[PlanningTotals], None] = lambda _: None
    ) -> PlanningTotals:
        """Plans for every user who has or had an occasion. Calls `report` after each user."""
        async with self._transactions() as tx:
            totals = PlanningTotals(of_users=await tx.schedule.count_planned_users())
        after = ""
        while True:
            async with self._transactions() as tx:
                users = await tx.schedule.planned_users(after, _BATCH)
            for user_id in users:
                totals = totals.with_user(await self._roll_forward(user_id))
                report(totals)
            if not users:
                return totals
            after = users[-1]

    async def _plan_outdated(
        self,
        plan: Callable[[str], Awaitable[object]],
        stopping: Callable[[], bool],
        older_than: PlanMark | None = None,
    ) -> None:
        """Plans for up to 100 users with a mark older than this one, or than today's."""
        done: list[str] = []
        while len(done) < _USERS_IN_ONE_SWEEP and not stopping():
            mark = older_than or self._plan_reminders.mark(self._clock.now())
            async with self._transactions() as tx:
                user_id = await tx.schedule.outdated(mark, done)
            if user_id is None:
                return
            done.append(user_id)
            try:
                await plan(user_id)
            except Unavailable:
                raise
            except Exception:
                _log.exception("reminders_not_planned", user_id=user_id)

    async def _roll_forward(self, user_id: str) -> Changes:
        async with self._transactions() as tx:
            await tx.lock_user(user_id)
            await tx.schedule.delete_finished(user_id, self._clock.now().date() - _KEPT)
        return await self._plan(user_id)

    async def _plan(self, user_id: str) -> Changes:
        return await self._plan_reminders.execute(self._transactions, user_id)
