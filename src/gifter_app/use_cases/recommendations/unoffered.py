"""Finding the products that are not offered to a user for a person."""

from gifter_domain.recommendations.feedback import FeedbackReads
from gifter_domain.wishlists.claims.claimed_products import ClaimedProducts


class UnofferedProducts:
    """Collects the products that a user hid or bought for a person, that the person has, and those
    that somebody already gives to them.

    Claims count only as far as the user may see them. Without a recipient, only feedback in
    requests without one counts.
    """

    def __init__(self, feedback: FeedbackReads, claimed: ClaimedProducts) -> None:
        self._feedback = feedback
        self._claimed = claimed

    async def for_person(self, user_id: str, recipient_id: str | None) -> frozenset[str]:
        """Returns the ids of products that are not offered for the recipient, or for nobody."""
        refused = await self._feedback.refused(user_id, recipient_id)
        if recipient_id is None:
            return refused
        return refused | await self._claimed.for_recipient(user_id, recipient_id)

    async def for_anybody(self, user_id: str) -> frozenset[str]:
        """Returns the ids of products that the user refused for anybody at all."""
        return await self._feedback.refused_for_anybody(user_id)

    async def of_request(self, user_id: str, request_id: str) -> frozenset[str]:
        """Returns them for the person of a request. Raises `RecommendationRequestNotFound`."""
        recipient_id = await self._feedback.person_of(user_id, request_id)
        return await self.for_person(user_id, recipient_id)
