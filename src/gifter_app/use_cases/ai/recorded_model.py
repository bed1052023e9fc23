"""A language model whose every call is stored with its tokens and cost, within a budget."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from gifter_app.use_cases.ai.wrapped_model import WrappedModel
from gifter_domain.ai.budgets import Budgets, ModelBudgetSpent, ModelSpending
from gifter_domain.ai.language_model import (
    Completion,
    LanguageModel,
    LanguageModelTimedOut,
    Prompt,
    Usage,
)
from gifter_domain.ai.model_run import ModelRun, ModelRuns, RunStatus
from gifter_domain.ai.prices import ModelPrice, ModelPrices, PriceList
from gifter_domain.shared.errors import GifterError
from gifter_domain.shared.system import Clock, IdFactory

log = structlog.get_logger(__name__)

_PRICES_FOR_S = 60.0


class ModelRunsTransaction(Protocol):
    @property
    def model_runs(self) -> ModelRuns: ...


ModelRunsTransactions = Callable[[], AbstractAsyncContextManager[ModelRunsTransaction]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The stores, budgets and services that a recorded model needs."""

    transactions: ModelRunsTransactions
    prices: ModelPrices
    spending: ModelSpending
    budgets: Budgets
    ids: IdFactory
    clock: Clock


class RecordedModel(WrappedModel):
    """Implements `LanguageModel` by another one. Stores each call as a model run.

    The most that a call may cost is reserved in the budgets before it, and replaced by the real
    cost after it. A call that does not fit raises `ModelBudgetSpent`, as does a call of a model
    without a price while it has a budget. A response of another model, whose price is unknown, and
    a call that timed out count as what was reserved.
    """

    def __init__(self, model: LanguageModel, ledger: Ledger) -> None:
        super().__init__(model)
        self._ledger = ledger
        self._prices = PriceList()
        self._prices_until = 0.0

    async def complete(self, prompt: Prompt) -> Completion:
        today = self._ledger.clock.now().date()
        prices = await self._known_prices()
        price = prices.price(self.name, today)
        scopes = self._ledger.budgets.scopes(prompt)
        reserved = _most_cost(prompt, price) if scopes else 0
        if scopes and not await self._ledger.spending.reserve(today, scopes, reserved):
            raise ModelBudgetSpent("The budget of language models for today is spent.")
        spent = reserved  # unless it is known to be less
        try:
            completion, cost = await self._recorded(prompt, prices)
            spent = reserved if cost is None else cost
        except LanguageModelTimedOut:
            raise
        except GifterError:  # the provider did not work, so it cost nothing
            spent = 0
            raise
        finally:
            if scopes:
                await self._ledger.spending.settle(today, scopes, reserved, spent)
        return completion

    async def _recorded(self, prompt: Prompt, prices: PriceList) -> tuple[Completion, int | None]:
        """Calls the model and stores the run. Returns the completion and its cost, if known."""
        started = time.perf_counter()
        run = self._run(prompt)
        try:
            completion = await self._model.complete(prompt)
        except BaseException as error:
            reason = str(error) if isinstance(error, GifterError) else type(error).__name__
            await self._add(replace(run, error=reason, latency_ms=_ms_since(started)))
            raise
        answered_by = completion.model or self.name
        price = prices.price(answered_by, run.created_at.date())
        cost = price.cost(completion.usage) if price else None
        await self._add(
            replace(
                run,
                status=RunStatus.SUCCEEDED,
                answered_by=completion.model,
                usage=completion.usage,
                cost_micro_usd=cost,
                output=completion.text[:_MOST_OUTPUT],
                latency_ms=_ms_since(started),
            )
        )
        return replace(completion, run_id=run.id), cost

    def _run(self, prompt: Prompt) -> ModelRun:
        """Returns the run as it is if the call fails."""
        return ModelRun(
            id=self._ledger.ids.new_id(),
            purpose=prompt.purpose,
            provider=self.provider,
            model=self.name,
            answered_by=None,
            prompt_key=prompt.key,
            prompt_digest=prompt.digest,
            trace_id=structlog.contextvars.get_contextvars().get("request_id"),
            status=RunStatus.FAILED,
            usage=Usage(),
            latency_ms=0,
            input=prompt.variable_part,
            output=None,
            error=None,
            created_at=self._ledger.clock.now(),
        )

    async def _add(self, run: ModelRun) -> None:
        async with self._ledger.transactions() as tx:
            await tx.model_runs.add(run)

    async def _known_prices(self) -> PriceList:
        """Returns the prices, at most a minute old."""
        if time.monotonic() >= self._prices_until:
            self._prices = await self._ledger.prices.all()
            self._prices_until = time.monotonic() + _PRICES_FOR_S
        return self._prices


_MOST_OUTPUT = 100_000  # characters; a longer response is no answer to a prompt of ours


def _most_cost(prompt: Prompt, price: ModelPrice | None) -> int:
    if price is None:
        raise ModelBudgetSpent("The language model has a budget but no price: gifter prices load.")
    return price.cost(Usage(input=prompt.most_input_tokens, output=prompt.max_tokens))


def _ms_since(started: float) -> int:
    return round((time.perf_counter() - started) * 1000)
