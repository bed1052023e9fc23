"""Reading a stored recommendation with its products as they are now."""

import asyncio
from dataclasses import replace

from gifter_app.use_cases.recommendations.home import Home
from gifter_app.use_cases.recommendations.unoffered import UnofferedProducts
from gifter_domain.identity.user import User
from gifter_domain.recommendations.explained_again import explained_again
from gifter_domain.recommendations.recommendation import (
    RecommendationReads,
    RecommendationResult,
)


class ReadRecommendations:
    """Returns stored ranks, scores and reasons, with the products as they are now.

    Explanations and badges contain facts of the product, so they are written again from it as it
    is now. They are the same as before while the product is the same. Products that are not
    offered for the person of the request any more are left out.
    """

    def __init__(self, reads: RecommendationReads, unoffered: UnofferedProducts) -> None:
        self._reads = reads
        self._unoffered = unoffered

    async def execute(self, user: User, request_id: str) -> RecommendationResult:
        """Returns the result of one of the user's requests.

        Raises `RecommendationRequestNotFound` for any other.
        """
        query, answer = await self._reads.answer(request_id, user.id)
        unoffered = await self._unoffered.of_request(user.id, request_id)
        offered = [item for item in answer.items if item.product.id not in unoffered]
        language = Home(user.default_currency, user.language).language_for(answer.understood)
        items = await asyncio.to_thread(
            explained_again, query, answer.understood, offered, language
        )
        return replace(answer, items=items)
