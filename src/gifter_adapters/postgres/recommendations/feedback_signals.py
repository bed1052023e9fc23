"""Reads feedback with the vectors of its products, to learn a taste from."""

from collections.abc import Sequence

from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.recommendations.feedback import FeedbackAction
from gifter_domain.recommendations.learned_taste import WEIGHTS, Signal

_MOST = 100
_SIGNALS = f"""
    SELECT event.action, event.happened_at, e.embedding FROM (
        SELECT product_id, action, happened_at FROM recommendation_event
        WHERE for_id = $2 AND user_id = $1
            AND action IN ({", ".join(f"'{action}'" for action in WEIGHTS)})
        ORDER BY happened_at DESC LIMIT {_MOST}
    ) event
    JOIN embedding_model m ON m.provider = $3 AND m.name = $4 AND m.dims = $5
    JOIN product_embedding e ON e.product_id = event.product_id AND e.model_id = m.id
"""


class PostgresFeedbackSignals:
    """Implements `FeedbackSignals`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def signals(
        self, user_id: str, recipient_id: str, model: EmbeddingModel
    ) -> Sequence[Signal]:
        params = (user_id, recipient_id, model.provider, model.name, model.dims)
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_SIGNALS, *params)
        return [
            Signal(FeedbackAction(row["action"]), row["embedding"].to_numpy(), row["happened_at"])
            for row in rows
        ]
