"""Planning reminders for all users: once a day, after a new time-zone database, and on demand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.reminders.planning.reconcile import Changes
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()

_USERS_IN_ONE_SWEEP = 100  # so that a worker's next action does not wait for long
_BATCH = 500
_KEPT = timedelta(days=400)  # finished reminders, after their day


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
    """Plans the reminders of many users, each user in a transaction of their own."""

    def __init__(
        self, transactions: RemindersTransactions, plan_reminders: PlanReminders, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._plan_reminders = plan_reminders
        self._clock = clock

    async def roll_forward(self) -> None:
        """Plans for users whose plan is outdated, up to 100 of them.

        A plan is outdated if it was not made today, if it was made with an earlier time-zone
        database, or if the account was disabled or enabled since. Finished reminders of more than
        400 days ago are deleted at the same time. Several workers may run this at once. A user
        whose plan fails does not stop the others, and is tried again in the next sweep.
        """
        failed: list[str] = []
        for _ in range(_USERS_IN_ONE_SWEEP):
            if not await self._plan_next(failed):
                return

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
                async with self._transactions() as tx:
                    totals = totals.with_user(await self._plan_reminders.replan(tx, user_id))
                report(totals)
            if not users:
                return totals
            after = users[-1]

    async def _plan_next(self, failed: list[str]) -> bool:
        """Plans for the next user with an outdated plan, and returns whether there was one.

        Adds the user to `failed` if the plan fails; users in `failed` are not taken.
        """
        mark = self._plan_reminders.mark(self._clock.now())
        user_id = None
        try:
            async with self._transactions() as tx:
                user_id = await tx.schedule.lock_outdated(mark, failed)
                if user_id is not None:
                    await tx.schedule.delete_finished(user_id, mark.planned_on - _KEPT)
                    await self._plan_reminders.replan(tx, user_id)
        except Unavailable:
            raise
        except Exception:
            if user_id is None:
                raise
            _log.exception("reminders_not_planned", user_id=user_id)
            failed.append(user_id)
        return user_id is not None
