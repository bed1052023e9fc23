"""The port to the signals that a taste is learned from."""

from collections.abc import Sequence
from typing import Protocol

from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.recommendations.learned_taste import Signal


class FeedbackSignals(Protocol):
    async def signals(
        self, user_id: str, recipient_id: str, model: EmbeddingModel
    ) -> Sequence[Signal]:
        """Returns the user's latest actions for the recipient, with vectors of the model."""
        ...
