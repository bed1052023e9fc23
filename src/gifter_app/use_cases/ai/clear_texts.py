"""Removes the prompts and responses of old model runs, and old spending."""

from datetime import timedelta

from gifter_app.use_cases.ai.recorded_model import ModelRunsTransactions
from gifter_domain.ai.budgets import ModelSpending
from gifter_domain.shared.system import Clock

_SPENDING_KEPT = timedelta(days=7)


class ClearTexts:
    """Removes texts of runs older than `kept_days`, and spending of a week ago. May be repeated."""

    def __init__(
        self,
        transactions: ModelRunsTransactions,
        spending: ModelSpending,
        clock: Clock,
        *,
        kept_days: int,
    ) -> None:
        self._transactions = transactions
        self._spending = spending
        self._clock = clock
        self._kept = timedelta(days=kept_days)

    async def execute(self) -> None:
        now = self._clock.now()
        async with self._transactions() as tx:
            await tx.model_runs.clear_texts(now - self._kept)
        await self._spending.forget((now - _SPENDING_KEPT).date())
