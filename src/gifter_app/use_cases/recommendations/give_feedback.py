"""Storing feedback on recommended products."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from gifter_domain.identity.user import User
from gifter_domain.recommendations.feedback import FeedbackEvent, FeedbackTransaction

FeedbackTransactions = Callable[[], AbstractAsyncContextManager[FeedbackTransaction]]


class GiveFeedback:
    """Stores the actions of a user, each once, however often the app sends it."""

    def __init__(self, transactions: FeedbackTransactions) -> None:
        self._transactions = transactions

    async def execute(self, user: User, request_id: str, events: Sequence[FeedbackEvent]) -> None:
        """Raises `RecommendationRequestNotFound`, or `InvalidInput` for an unknown product."""
        async with self._transactions() as tx:
            await tx.feedback.add(user.id, request_id, events)
