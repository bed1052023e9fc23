"""Ordering a list of gifts by a language model, whatever the model answers."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog

from gifter_domain.ai.budgets import ModelBudgetSpent
from gifter_domain.ai.language_model import LanguageModel, Prompt
from gifter_domain.ai.model_run import RunStatus
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.recommendation import (
    RecommendationResult,
    ReplayReads,
    Transactions,
)
from gifter_domain.recommendations.reranking import (
    Ranking,
    Reranked,
    RerankProduct,
    RerankReads,
    agree,
    merged,
    read_ranking,
    rerank_prompts,
)
from gifter_domain.shared.errors import GifterError

log = structlog.get_logger(__name__)


class RerankGifts:
    """Orders lists by a language model, which sees codes of facts but no text of anybody.

    The result is always a permutation of the list. Two calls with the products in opposite orders
    are merged, and a third one if they disagree. If no answer is usable the list stays as it is.
    Without a model every list stays as it is.
    """

    def __init__(
        self,
        model: LanguageModel | None,
        products: RerankReads,
        stored: ReplayReads,
        transactions: Transactions,
        *,
        within_s: float,
    ) -> None:
        self._model = model
        self._products = products
        self._stored = stored
        self._transactions = transactions
        self._within_s = within_s

    async def answer(
        self, user_id: str, answer: RecommendationResult, *, wait: bool
    ) -> RecommendationResult:
        """Returns the answer with its list reranked in time, or as it is and marked as pending.

        `wait` is False if the caller does not want to wait at all.
        """
        ids = [item.product.id for item in answer.items]
        if self._model is None:
            return answer
        if len(ids) < 2:
            return _with(answer, ids, Reranked("skipped", "tooFewProducts"))
        if not wait:
            return _with(answer, ids, Reranked("pending", "late"))
        try:
            async with asyncio.timeout(self._within_s):
                fields = answer.understood.fields
                ordered, outcome = await self._order(self._model, fields, ids, user_id)
        except TimeoutError:
            return _with(answer, ids, Reranked("pending", "late"))
        return _with(answer, ordered, outcome)

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        """Handles `rerank_recommendation` jobs: reranks stored lists that are still pending."""
        if self._model is None:
            return
        for payload in payloads:
            request_id = payload["requestId"]
            stored = await self._stored.stored(request_id)
            ids = list(stored.product_ids)
            fields, user_id = stored.understood.fields, stored.user_id
            ordered, outcome = await self._order(self._model, fields, ids, user_id)
            async with self._transactions() as tx:
                await tx.recommendations.reorder(request_id, ordered, outcome)

    async def _order(
        self, model: LanguageModel, fields: UnderstoodRequest, ids: Sequence[str], user_id: str
    ) -> tuple[list[str], Reranked]:
        found = {one.id: one for one in await self._products.products(ids)}
        products = [found.get(each, RerankProduct(each, frozenset(), None)) for each in ids]
        forwards, backwards, shuffled = rerank_prompts(fields, products, user_id)
        try:
            rankings = await self._rankings(model, [forwards, backwards], products)
            if len(rankings) < 2 or not agree(rankings[0], rankings[1], ids):
                rankings += await self._rankings(model, [shuffled], products)
        except GifterError as error:
            log.warning("recommendations.not_reranked", error=str(error))
            spent = isinstance(error, ModelBudgetSpent)
            return list(ids), Reranked("skipped", "budgetSpent" if spent else "modelUnavailable")
        if not rankings:
            return list(ids), Reranked("skipped", "unusableAnswer")
        return merged(rankings, ids), Reranked("done")

    async def _rankings(
        self, model: LanguageModel, prompts: Sequence[Prompt], products: Sequence[RerankProduct]
    ) -> list[Ranking]:
        """Asks all at once and returns the usable rankings. Raises an error if all calls fail."""
        asked = [self._ranking(model, prompt, products) for prompt in prompts]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        failures = [one for one in answers if isinstance(one, BaseException)]
        if len(failures) == len(answers):
            raise failures[0]
        return [one for one in answers if isinstance(one, Ranking)]

    async def _ranking(
        self, model: LanguageModel, prompt: Prompt, products: Sequence[RerankProduct]
    ) -> Ranking | None:
        completion = await model.complete(prompt)
        ranking = read_ranking(completion.text, products)
        if completion.run_id is not None:
            await self._judge(completion.run_id, ranking)
        return ranking

    async def _judge(self, run_id: str, ranking: Ranking | None) -> None:
        """Stores in the ledger that an answer was unusable, in whole or in part."""
        if ranking is not None and not ranking.rejected:
            return
        async with self._transactions() as tx:
            if ranking is None:
                await tx.model_runs.judge(run_id, RunStatus.INVALID, "names no product of the list")
            else:
                why = f"{ranking.rejected} entries rejected"
                await tx.model_runs.judge(run_id, RunStatus.REPAIRED, why)


def _with(
    answer: RecommendationResult, ordered: Sequence[str], outcome: Reranked
) -> RecommendationResult:
    """Returns the answer with its items in this order and their ranks set anew."""
    by_id = {item.product.id: item for item in answer.items}
    items = [replace(by_id[each], rank=rank) for rank, each in enumerate(ordered, start=1)]
    return replace(answer, items=items, pipeline=replace(answer.pipeline, reranked=outcome))
