"""Vectors of taste profiles, in asyncpg's binary form."""

from collections.abc import Sequence

from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.embedding import Vectors
from gifter_domain.taste.ports import TasteText

_OUTDATED = """
    SELECT id, embedding_text FROM taste_profile
    WHERE id = ANY($2::text[]) AND embedding_text IS NOT NULL AND model_id IS DISTINCT FROM $1
    ORDER BY id
"""
_STORE = """
    UPDATE taste_profile SET model_id = $3, vector = $4 WHERE id = $1 AND embedding_text = $2
"""


class PostgresTasteEmbeddings:
    """Implements `TasteEmbeddings`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def outdated(self, model_id: int, profile_ids: Sequence[str]) -> Sequence[TasteText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_OUTDATED, model_id, list(profile_ids))
        return [TasteText(row["id"], row["embedding_text"]) for row in rows]

    async def store(self, model_id: int, texts: Sequence[TasteText], vectors: Vectors) -> None:
        async with self._database.autocommit() as connection:
            for item, vector in zip(texts, vectors, strict=True):
                if vector.any():
                    await connection.driver.execute(
                        _STORE, item.profile_id, item.text, model_id, vector
                    )
