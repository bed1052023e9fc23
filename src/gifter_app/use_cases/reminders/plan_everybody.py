"""Planning for all users: once a day, with a new time-zone database, and on demand."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.reminders.ports import RemindersTransactions
from gifter_domain.reminders.reconcile import Changes
from gifter_domain.shared.errors import Unavailable
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()

_IN_ONE_LOOK = 100  # so that what a worker does next does not wait for long
_AT_ONCE = 500
_KEPT = timedelta(days=400)  # what became of a reminder, after its day


@dataclass(frozen=True, slots=True)
class Planned:
    """For how many users, of how many, it was planned, and how many rows that wrote."""

    users: int = 0
    of_users: int = 0
    added: int = 0
    moved: int = 0
    revived: int = 0
    cancelled: int = 0

    def and_one(self, changes: Changes) -> "Planned":
        return replace(
            self,
            users=self.users + 1,
            added=self.added + len(changes.add),
            moved=self.moved + len(changes.move),
            revived=self.revived + len(changes.revive),
            cancelled=self.cancelled + len(changes.cancel),
        )


class PlanEverybody:
    """Plans for users whose plan may have fallen behind, each in a transaction of their own."""

    def __init__(
        self, transactions: RemindersTransactions, plan_reminders: PlanReminders, clock: Clock
    ) -> None:
        self._transactions = transactions
        self._plan_reminders = plan_reminders
        self._clock = clock

    async def roll_forward(self) -> None:
        """Plans for users who were not planned for today, or with an earlier time-zone database.

        What became of their reminders of more than 400 days ago is forgotten with that.
        Also for those whose account was put out of use, or back, by whatever means. Any number of
        workers may do it at once. One user whose plan fails holds up nobody, and comes again at
        the next look.
        """
        failed: list[str] = []
        for _ in range(_IN_ONE_LOOK):
            if not await self._plan_next(failed):
                return

    async def plan_all(self, report: Callable[[Planned], None] = lambda _: None) -> Planned:
        """Plans for every user who has an occasion, or had one; `report` hears of each user."""
        async with self._transactions() as tx:
            done = Planned(of_users=await tx.schedule.count_planned_users())
        after = ""
        while True:
            async with self._transactions() as tx:
                users = await tx.schedule.planned_users(after, _AT_ONCE)
            for user_id in users:
                async with self._transactions() as tx:
                    done = done.and_one(await self._plan_reminders.replan(tx, user_id))
                report(done)
            if not users:
                return done
            after = users[-1]

    async def _plan_next(self, failed: list[str]) -> bool:
        """Whether there was a user to plan for; adds those for whom it failed."""
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
