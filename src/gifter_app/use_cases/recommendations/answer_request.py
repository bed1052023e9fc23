"""Answering an understood request: searches, ranks and explains the gifts for it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from gifter_app.use_cases.recommendations.explain_empty import ExplainEmpty
from gifter_app.use_cases.recommendations.home import Home
from gifter_app.use_cases.recommendations.query_embedding import QueryEmbedder
from gifter_app.use_cases.recommendations.stages import Stages
from gifter_domain.ai.embedding import Embedder
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Retrieved,
    Vector,
)
from gifter_domain.recommendations.clarifying import ClarifyingQuestion, question_about
from gifter_domain.recommendations.empty_lists import EmptyList, of_health_or_belief
from gifter_domain.recommendations.gift_query import GiftQuery, gift_query
from gifter_domain.recommendations.label_warning import to_be_checked, with_label_warning
from gifter_domain.recommendations.notes import notes_about
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import Pick, explained, selected
from gifter_domain.recommendations.recommendation import (
    BudgetExchange,
    GiftRequest,
    Pipeline,
    RecommendationResult,
)
from gifter_domain.recommendations.trait_limits import TraitLimits, trait_limits
from gifter_domain.recommendations.understood import Understood
from gifter_domain.recommendations.versions import versions
from gifter_domain.shared.exchange_rates import ExchangeRates
from gifter_domain.shared.system import Clock

log = structlog.get_logger(__name__)

EMBED_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class _Found:
    """The candidates of a search, with everything it was made with."""

    query: GiftQuery
    exchange: BudgetExchange | None
    vectors: QueryVectors | None
    limits: TraitLimits
    constraints: Constraints
    retrieved: Retrieved


class AnswerRequest:
    """Answers an understood request. Stores nothing and knows no user.

    If the embedding model fails, text search alone is used, and the result says so.
    """

    def __init__(
        self,
        embedder: Embedder,
        candidates: CandidateSource,
        rates: ExchangeRates,
        clock: Clock,
        wording: Wording,
        embed_within_s: float = EMBED_WITHIN_S,
    ) -> None:
        self._embedder = embedder
        self._query_embedder = QueryEmbedder(embedder)
        self._candidates = candidates
        self._rates = rates
        self._clock = clock
        self._wording = wording
        self._explain_empty = ExplainEmpty(candidates, wording)
        self._embed_within_s = embed_within_s

    async def execute(
        self,
        home: Home,
        understood: Understood,
        query: GiftQuery,
        request: GiftRequest,
        taste: Vector | None = None,
    ) -> RecommendationResult:
        """Returns the gifts, with a question about the request or the reason for an empty list."""
        stages, language = Stages(), home.language_for(understood)
        found = await self._find(understood, query, request, taste, stages)
        with stages.stage("rank"):
            picks = await self._picks(found, request.limit)
            items = explained(found.query, picks, language)
        labelled = to_be_checked(found.retrieved.candidates)
        return RecommendationResult(
            with_label_warning(items, labelled, found.limits.allergens, language),
            self._pipeline(found, stages),
            understood,
            self._question(home, understood, picks),
            None if items else await self._empty(understood, request, found, language),
            notes_about(understood, self._wording, language),
        )

    async def _find(
        self,
        understood: Understood,
        query: GiftQuery,
        request: GiftRequest,
        taste: Vector | None,
        stages: Stages,
    ) -> _Found:
        query, exchange = await self._exchanged(query)
        with stages.stage("embed"):
            vectors = await self._vectors(query, taste)
        with stages.stage("retrieve"):
            limits = trait_limits(understood.fields, query)
            constraints = constraints_of(query, limits, request)
            retrieved = await self._candidates.find(self._search(query, vectors, constraints))
        return _Found(query, exchange, vectors, limits, constraints, retrieved)

    def _search(
        self, query: GiftQuery, vectors: QueryVectors | None, constraints: Constraints
    ) -> CandidateQuery:
        vector, model = (vectors.query, self._embedder.model) if vectors else (None, None)
        return CandidateQuery(query.search_text, vector, model, constraints)

    async def _picks(self, found: _Found, limit: int) -> list[Pick]:
        """Selects the gifts, without candidates that were hidden or changed a moment ago."""
        vectors = found.vectors or QueryVectors()
        candidates = found.retrieved.candidates
        while True:
            picks = await asyncio.to_thread(selected, found.query, candidates, vectors, limit)
            ids = [pick.candidate.product.id for pick in picks]
            current = await self._candidates.current(ids, found.constraints) if ids else {}
            if len(current) == len(picks):
                return [_with_product(pick, current) for pick in picks]
            gone = {*ids} - current.keys()
            candidates = [each for each in candidates if each.product.id not in gone]

    def _pipeline(self, found: _Found, stages: Stages) -> Pipeline:
        model = self._embedder.model.key if found.vectors else None
        rates_from = found.exchange.day if found.exchange else None
        return Pipeline(
            len(found.retrieved.candidates),
            model,
            found.retrieved.retrieval,
            stages.timings_ms,
            exchange=found.exchange,
            versions=versions(model, found.retrieved.title_model, rates_from),
        )

    def _question(
        self, home: Home, understood: Understood, picks: Sequence[Pick]
    ) -> ClarifyingQuestion | None:
        shown = [pick.candidate for pick in picks]
        language = home.language_for(understood)
        return question_about(understood, shown, home.currency, self._wording, language)

    async def _empty(
        self, understood: Understood, request: GiftRequest, found: _Found, language: str
    ) -> EmptyList:
        tasteless = _without_taste(understood, found.query, request)
        search = self._search(found.query, found.vectors, found.constraints)
        return await self._explain_empty.execute(
            understood.fields,
            found.constraints,
            tasteless,
            language,
            search if found.query.words else None,
        )

    async def _exchanged(self, query: GiftQuery) -> tuple[GiftQuery, BudgetExchange | None]:
        """Returns the query with its budget in other currencies, and the day of the rates."""
        if query.budget is None:
            return query, None
        exchange = await self._rates.exchange(query.budget.currency)
        is_old = exchange.is_old(self._clock.now().date())
        converted = replace(query, elsewhere=exchange.budgets(query.budget))
        return converted, BudgetExchange(exchange.currency, exchange.day, is_old)

    async def _vectors(self, query: GiftQuery, taste: Vector | None) -> QueryVectors | None:
        """Returns the vectors to search by, or None if the model fails."""
        try:
            async with asyncio.timeout(self._embed_within_s):
                return await self._query_embedder.vectors(query, taste)
        except Exception as error:  # a result by text search alone is better than none
            log.warning("recommendations.embedder_failed", error=str(error) or type(error).__name__)
            return None


def _with_product(pick: Pick, current: Mapping[str, ListedProduct]) -> Pick:
    product = current[pick.candidate.product.id]
    return replace(pick, candidate=pick.candidate.with_product(product))


def _without_taste(understood: Understood, query: GiftQuery, request: GiftRequest) -> Constraints:
    """Returns the constraints without the exclusions that are a matter of taste."""
    excludes = of_health_or_belief(understood.fields.excludes)
    fields = replace(understood.fields, excludes=excludes)
    kept = replace(query, avoid=gift_query(fields).avoid)
    return constraints_of(kept, trait_limits(fields, kept), request)


def constraints_of(query: GiftQuery, limits: TraitLimits, request: GiftRequest) -> Constraints:
    """Returns the conditions that every gift for a request must meet."""
    return Constraints(
        budget=query.hard_budget,
        elsewhere=query.hard_elsewhere,
        exclude_product_ids=request.exclude_product_ids,
        exclude_brand_ids=request.exclude_brand_ids,
        include_out_of_stock=request.include_out_of_stock,
        avoid=limits.words,
        traits=limits,
    )
