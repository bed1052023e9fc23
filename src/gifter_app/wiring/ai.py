"""Wiring of the ledger of model calls, and of the language model that writes to it."""

from dataclasses import dataclass

from gifter_adapters.postgres.ai.model_runs import PostgresModelRunReads
from gifter_adapters.postgres.ai.spending import PostgresModelPrices, PostgresModelSpending
from gifter_app.use_cases.ai.cached_model import CachedModel, CircuitBreaker
from gifter_app.use_cases.ai.clear_texts import ClearTexts
from gifter_app.use_cases.ai.load_prices import LoadPrices
from gifter_app.use_cases.ai.recorded_model import Ledger, RecordedModel
from gifter_app.wiring.background import Background
from gifter_app.wiring.core import Core
from gifter_domain.ai.budgets import Budgets, ModelSpending
from gifter_domain.ai.language_model import LanguageModel
from gifter_domain.ai.model_run import ModelRunReads
from gifter_domain.ai.prices import ModelPrices


@dataclass(frozen=True)
class AiUseCases:
    load_prices: LoadPrices
    prices: ModelPrices
    spending: ModelSpending
    model_run_reads: ModelRunReads
    budgets: Budgets
    background: Background


def wire_ai(core: Core) -> AiUseCases:
    models = core.settings.models
    prices = PostgresModelPrices(core.database)
    spending = PostgresModelSpending(core.database)
    clear_texts = ClearTexts(
        core.transactions, spending, core.clock, kept_days=models.run_texts_days
    )
    return AiUseCases(
        load_prices=LoadPrices(prices),
        prices=prices,
        spending=spending,
        model_run_reads=PostgresModelRunReads(core.database),
        budgets=Budgets.parse(models.budgets or ""),
        background=Background(sweeps=[clear_texts.execute]),
    )


def in_ledger(model: LanguageModel, core: Core) -> CachedModel:
    """Returns the model with a cache, a circuit breaker, budgets and a run for every call."""
    ledger = Ledger(
        core.transactions,
        PostgresModelPrices(core.database),
        PostgresModelSpending(core.database),
        Budgets.parse(core.settings.models.budgets or ""),
        core.ids,
        core.clock,
    )
    return CachedModel(CircuitBreaker(RecordedModel(model, ledger)))
