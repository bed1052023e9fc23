"""Reading an answer again, true of the products as they are now."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gifter_domain.identity.user import User
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.explanation import ENGLISH, badges, explanation
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

    def __init__(self, reads: RecommendationReads, wording: Wording) -> None:
        self._reads = reads
        self._written = partial(wording.money, ENGLISH)

    async def execute(self, user: User, request_id: str) -> RecommendationResult:
        """Raises `RecommendationRequestNotFound` unless the user asked for it."""
        query, answer = await self._reads.answer(request_id, user.id)
        items = await asyncio.to_thread(self._all_said_anew, query, answer.items)
        return replace(answer, items=items)

    def _all_said_anew(
        self, query: GiftQuery, items: Sequence[Recommendation]
    ) -> list[Recommendation]:
        return [self._said_anew(query, item) for item in items]

    def _said_anew(self, query: GiftQuery, item: Recommendation) -> Recommendation:
        product = item.product
        said = explanation(query, product, self._written)
        return replace(item, explanation=said, badges=badges(query, product))
