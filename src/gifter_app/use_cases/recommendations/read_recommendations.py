"""Reading a stored recommendation with its products as they are now."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from gifter_app.use_cases.recommendations.home import Home
from gifter_app.use_cases.recommendations.unoffered import UnofferedProducts
from gifter_domain.identity.user import User
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.explanation import ENGLISH, badges, explanation
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.label_warning import BADGE, with_label_warning
from gifter_domain.recommendations.recommendation import (
    Recommendation,
    RecommendationReads,
    RecommendationResult,
)
from gifter_domain.recommendations.trait_limits import trait_limits


class ReadRecommendations:
    """Returns stored ranks, scores and reasons, with the products as they are now.

    Explanations and badges contain price and stock, so they are written again from the product as
    it is now. They are the same as before while the product is the same. Products that are not
    offered for the person of the request any more are left out.
    """

    def __init__(
        self, reads: RecommendationReads, unoffered: UnofferedProducts, wording: Wording
    ) -> None:
        self._reads = reads
        self._unoffered = unoffered
        self._format_money = partial(wording.money, ENGLISH)

    async def execute(self, user: User, request_id: str) -> RecommendationResult:
        """Returns the result of one of the user's requests.

        Raises `RecommendationRequestNotFound` for any other.
        """
        query, answer = await self._reads.answer(request_id, user.id)
        unoffered = await self._unoffered.of_request(user.id, request_id)
        offered = [item for item in answer.items if item.product.id not in unoffered]
        items = await asyncio.to_thread(self._all_explained, query, offered)
        allergens = trait_limits(answer.understood.fields, query).allergens
        labelled = {item.product.id for item in offered if BADGE in item.badges}
        language = Home(user.default_currency, user.language).language_for(answer.understood)
        return replace(answer, items=with_label_warning(items, labelled, allergens, language))

    def _all_explained(
        self, query: GiftQuery, items: Sequence[Recommendation]
    ) -> list[Recommendation]:
        return [self._explained(query, item) for item in items]

    def _explained(self, query: GiftQuery, item: Recommendation) -> Recommendation:
        product = item.product
        text = explanation(query, product, self._format_money)
        return replace(item, explanation=text, badges=badges(query, product))
