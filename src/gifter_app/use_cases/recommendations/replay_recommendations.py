"""Replaying a stored request: the same list again, or the versions that are gone."""

from collections.abc import Sequence
from dataclasses import dataclass

from gifter_app.use_cases.recommendations.recommend_gifts import RecommendGifts
from gifter_domain.recommendations.recommendation import RecommendationResult, ReplayReads
from gifter_domain.recommendations.versions import GoneVersion, gone_versions


@dataclass(frozen=True, slots=True)
class Replay:
    """The list of a stored request made again, beside the ids of the products stored then."""

    before: Sequence[str]
    now: RecommendationResult
    gone: Sequence[GoneVersion]
    was_reranked: bool = False

    @property
    def is_same(self) -> bool:
        """Returns True if the same products are in the same order.

        A replay asks no language model, so the order of a reranked list does not count.
        """
        now = [item.product.id for item in self.now.items]
        if self.was_reranked:
            return sorted(self.before) == sorted(now)
        return list(self.before) == now


class ReplayRecommendations:
    """Searches and ranks with the stored query and limits, in the catalogue as it is now."""

    def __init__(self, reads: ReplayReads, recommend_gifts: RecommendGifts) -> None:
        self._reads = reads
        self._recommend_gifts = recommend_gifts

    async def execute(self, request_id: str) -> Replay:
        """Stores nothing. Raises `RecommendationRequestNotFound`."""
        stored = await self._reads.stored(request_id)
        now = await self._recommend_gifts.repeat(stored)
        gone = gone_versions(stored.versions, now.pipeline.versions)
        return Replay(stored.product_ids, now, gone, stored.is_reranked)
