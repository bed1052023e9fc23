"""What is asked for and what is answered, and the rows that keep both."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Protocol

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import Retrieval
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.shared.errors import NotFound
from gifter_domain.shared.jobs import JobQueue
from gifter_domain.shared.money import Budget

DEFAULT_LIMIT, MAX_LIMIT = 20, 50
MAX_TEXT = 1_000
MAX_EXCLUSIONS = 500


class RecommendationRequestNotFound(NotFound):
    code = "recommendation_request_not_found"


@dataclass(frozen=True, slots=True)
class GiftRequest:
    """What a giver asks. An explicit budget overrides the one that the text speaks of."""

    text: str = ""
    budget: Budget | None = None
    exclude_product_ids: tuple[str, ...] = ()
    exclude_brand_ids: tuple[str, ...] = ()
    include_out_of_stock: bool = False
    limit: int = DEFAULT_LIMIT
    recipient_id: str | None = None
    taste_profile_id: str | None = None
    occasion_id: str | None = None


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One gift of the answer; `why` holds what each feature added to the score, and sums to it."""

    rank: int
    score: float
    product: ListedProduct
    explanation: str
    badges: tuple[str, ...]
    why: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How an answer came about. `embedder` is the model's key, None where its vectors lacked."""

    candidates: int
    embedder: str | None
    retrieval: Retrieval
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    reranked: bool = False


@dataclass(frozen=True, slots=True)
class RecommendationResult:
    """Recommendations, best first; their ranks have gaps where a product has gone since."""

    items: Sequence[Recommendation]
    pipeline: Pipeline


class Recommendations(Protocol):
    """Requests and their answers as rows."""

    async def add(
        self,
        request_id: str,
        user_id: str,
        request: GiftRequest,
        query: GiftQuery,
        answer: RecommendationResult,
    ) -> None: ...


class RecommendationReads(Protocol):
    async def answer(self, request_id: str, user_id: str) -> tuple[GiftQuery, RecommendationResult]:
        """What was understood and answered, the products as they are now, without those that may
        not be shown any more. Raises `RecommendationRequestNotFound` unless the user asked."""
        ...


class RecommendationsTransaction(Protocol):
    @property
    def recommendations(self) -> Recommendations: ...

    @property
    def jobs(self) -> JobQueue: ...


Transactions = Callable[[], AbstractAsyncContextManager[RecommendationsTransaction]]
