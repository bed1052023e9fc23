"""Recommendation requests and their results, and the ports that store them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from gifter_domain.ai.model_run import ModelRuns
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import Retrieval
from gifter_domain.recommendations.clarifying import ClarifyingQuestion
from gifter_domain.recommendations.empty_lists import EmptyList
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.notes import Note
from gifter_domain.recommendations.overrides import NO_OVERRIDES, Overrides
from gifter_domain.recommendations.request_limits import DEFAULT_LIMIT
from gifter_domain.recommendations.reranking import NOT_RERANKED, Reranked
from gifter_domain.recommendations.understood import Understood
from gifter_domain.shared.errors import NotFound
from gifter_domain.shared.jobs import JobKind, JobQueue, NewJob
from gifter_domain.shared.money import Budget


class RecommendationRequestNotFound(NotFound):
    """The recommendations do not exist or belong to another user."""

    code = "recommendation_request_not_found"


@dataclass(frozen=True, slots=True)
class GiftRequest:
    """A giver's request. Budget and overrides win over the text, and overrides over the budget.

    Nothing wins over `exclude_traits`.
    """

    text: str = ""
    budget: Budget | None = None
    exclude_product_ids: tuple[str, ...] = ()
    exclude_brand_ids: tuple[str, ...] = ()
    exclude_traits: tuple[str, ...] = ()
    include_out_of_stock: bool = False
    limit: int = DEFAULT_LIMIT
    recipient_id: str | None = None
    taste_profile_id: str | None = None
    occasion_id: str | None = None
    overrides: Overrides = NO_OVERRIDES
    previous_request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended gift. `why` maps each feature to its part of the score; the parts sum to it.

    `rank` begins at 1.
    """

    rank: int
    score: float
    product: ListedProduct
    explanation: str
    badges: tuple[str, ...]
    why: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class BudgetExchange:
    """The day of the exchange rates by which a budget was compared with prices.

    `day` is None if there is no rate for the budget's currency: then only prices in that currency
    match. `is_old` is True if newer rates should have been published long ago.
    """

    currency: str
    day: date | None
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Facts about the computation of a result.

    `candidates` is the number of ranked products. `embedder` is the embedding model's key, or None
    if its vectors were not available. `timings_ms` maps each stage to its milliseconds. `exchange`
    is None if there was no budget. `versions` are those of everything that decided the result.
    """

    candidates: int
    embedder: str | None
    retrieval: Retrieval
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    reranked: Reranked = NOT_RERANKED
    exchange: BudgetExchange | None = None
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecommendationResult:
    """Recommendations, best first, with the request as it was understood and a question about it.

    `empty` is the reason if there were none. Ranks of a stored result have gaps where a product may
    no longer be shown.
    """

    items: Sequence[Recommendation]
    pipeline: Pipeline
    understood: Understood
    question: ClarifyingQuestion | None = None
    empty: EmptyList | None = None
    notes: tuple[Note, ...] = ()


class Recommendations(Protocol):
    """Stored requests with their results."""

    async def add(
        self,
        request_id: str,
        user_id: str,
        request: GiftRequest,
        query: GiftQuery,
        answer: RecommendationResult,
    ) -> None: ...

    async def reorder(
        self, request_id: str, product_ids: Sequence[str], reranked: Reranked
    ) -> None:
        """Stores another order of a list that is pending, and the outcome.

        Does nothing if the list is not pending any more, or its request was deleted.
        """
        ...


class RecommendationReads(Protocol):
    async def answer(self, request_id: str, user_id: str) -> tuple[GiftQuery, RecommendationResult]:
        """Returns the stored query and result, with the products as they are now.

        Products that may no longer be shown are left out. Raises `RecommendationRequestNotFound`
        unless the request is the user's.
        """
        ...


@dataclass(frozen=True, slots=True)
class StoredRequest:
    """A stored request as it was searched with, and the products of its list, best first.

    `is_reranked` is True if a language model has ordered the list.
    """

    user_id: str
    asked: GiftRequest
    query: GiftQuery
    understood: Understood
    versions: Mapping[str, str]
    product_ids: Sequence[str]
    is_reranked: bool = False


class ReplayReads(Protocol):
    # everybody: an operator explains a list whose id a user has sent in
    async def stored(self, request_id: str) -> StoredRequest:
        """Returns a request with all of its products, also those that are no longer shown.

        Raises `RecommendationRequestNotFound`.
        """
        ...


class RecommendationsTransaction(Protocol):
    @property
    def recommendations(self) -> Recommendations: ...

    @property
    def jobs(self) -> JobQueue: ...

    @property
    def model_runs(self) -> ModelRuns: ...


Transactions = Callable[[], AbstractAsyncContextManager[RecommendationsTransaction]]


def rerank_job(request_id: str) -> NewJob:
    """Returns the job that reranks a stored list."""
    return NewJob(JobKind.RERANK_RECOMMENDATION, request_id, {"requestId": request_id})
