"""Reading the earlier request that a new one refines."""

from gifter_domain.identity.user import User
from gifter_domain.recommendations.recommendation import RecommendationReads, ReplayReads
from gifter_domain.recommendations.refining import Previous


class PreviousRequests:
    def __init__(self, reads: RecommendationReads, replays: ReplayReads) -> None:
        self._reads = reads
        self._replays = replays

    async def previous(self, user: User, request_id: str) -> Previous:
        """Returns a request of the user's with its list, or raises
        `RecommendationRequestNotFound`.
        """
        query, answer = await self._reads.answer(request_id, user.id)
        stored = await self._replays.stored(request_id)
        return Previous(stored.asked, query, answer.understood, answer.items)
