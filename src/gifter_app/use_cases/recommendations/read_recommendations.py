"""Reading an answer again, true of the products as they are now."""

from dataclasses import replace

from gifter_domain.identity.user import User
from gifter_domain.recommendations.explanation import badges, explanation
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import (
    Recommendation,
    RecommendationReads,
    RecommendationResult,
)


class ReadRecommendations:
    """Ranks, scores and reasons as they were answered; products as they are now.

    Explanations and badges speak of price and stock, so they are said anew: the same words while
    the product is the same, and never a price that no longer holds.
    """

    def __init__(self, reads: RecommendationReads) -> None:
        self._reads = reads

    async def execute(self, user: User, request_id: str) -> RecommendationResult:
        """Raises `RecommendationRequestNotFound` unless the user asked for it."""
        query, answer = await self._reads.answer(request_id, user.id)
        return replace(answer, items=[_said_anew(query, item) for item in answer.items])


def _said_anew(query: GiftQuery, item: Recommendation) -> Recommendation:
    product = item.product
    return replace(item, explanation=explanation(query, product), badges=badges(query, product))
