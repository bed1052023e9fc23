"""Vectors of products, in asyncpg's binary form, with one partial HNSW index for each model."""

from collections.abc import Mapping, Sequence
from typing import Any

from pgvector import Vector as PgVector
from sqlalchemy import text

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.catalogue.locking import CATALOGUE_LOCK
from gifter_adapters.postgres.core.connection import Connection
from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.embedding import EmbeddingModel, Vector, Vectors
from gifter_domain.ai.product_embeddings import ProductText

_ADD_MODEL = text("""
    INSERT INTO embedding_model (provider, name, dims) VALUES (:provider, :name, :dims)
    ON CONFLICT (provider, name, dims) DO NOTHING RETURNING id
""")
_MODEL_ID = text("""
    SELECT id FROM embedding_model WHERE provider = :provider AND name = :name AND dims = :dims
""")

_FROM_SQL = listed_from(product="p", brand="b")
_LISTED_SQL = listed_where(product="p", brand="b")
_OUTDATED_OF = f"""
    SELECT p.id, p.embedding_text, p.text_hash FROM {_FROM_SQL}
    LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $1
    WHERE {_LISTED_SQL} AND e.text_hash IS DISTINCT FROM p.text_hash AND p.id = ANY($2::text[])
    ORDER BY p.id
"""
_OUTDATED_AFTER = f"""
    SELECT p.id, p.embedding_text, p.text_hash FROM {_FROM_SQL}
    LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $1
    WHERE {_LISTED_SQL} AND e.text_hash IS DISTINCT FROM p.text_hash AND p.id > $2
    ORDER BY p.id LIMIT $3
"""
_COUNT = f"""
    SELECT count(*) FILTER (WHERE outdated), count(*) FILTER (WHERE NOT outdated)
    FROM (SELECT e.text_hash IS DISTINCT FROM p.text_hash AS outdated
          FROM {_FROM_SQL}
          LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $1
          WHERE {_LISTED_SQL})
"""


def _similarities(model_id: int, dims: int) -> str:
    return f"""
        SELECT product_id AS id, 1 - (embedding::vector({dims:d}) <=> $1) AS similarity
        FROM product_embedding WHERE model_id = {model_id:d} AND product_id = ANY($2)
    """


# FOR SHARE: the product's text cannot change between the comparison and the write.
_STORE = """
    INSERT INTO product_embedding (product_id, model_id, text_hash, embedding)
    SELECT id, $3::smallint, text_hash, $4::vector FROM product_mirror
    WHERE id = $1 AND text_hash = $2 FOR SHARE
    ON CONFLICT (product_id, model_id) DO UPDATE SET
        text_hash = excluded.text_hash, embedding = excluded.embedding, created_at = now()
    RETURNING true
"""


# The lock of the catalogue keeps the texts as they are, so no product needs to be locked.
_STORE_ALL = """
    INSERT INTO product_embedding (product_id, model_id, text_hash, embedding)
    SELECT p.id, $1::smallint, p.text_hash, new.embedding
    FROM unnest($2::text[], $3::text[], $4::vector[]) AS new (product_id, text_hash, embedding)
    JOIN product_mirror p ON p.id = new.product_id AND p.text_hash = new.text_hash
    ORDER BY p.id
    ON CONFLICT (product_id, model_id) DO UPDATE SET
        text_hash = excluded.text_hash, embedding = excluded.embedding, created_at = now()
"""
# Two more processes build the index where there are cores. A graph that outgrows the memory is
# finished on disk, which takes many times as long, so the memory follows the size of the vectors.
_BUILD_SETTINGS = """
    SELECT set_config('max_parallel_maintenance_workers', '2', true),
           set_config('maintenance_work_mem', (
               SELECT least(greatest(256, 3 * pg_table_size('product_embedding') / 2000000), 4000)
           ) || 'MB', true)
"""


class PostgresProductEmbeddings:
    """Implements `ProductEmbeddings`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ids: dict[EmbeddingModel, int] = {}

    async def register(self, model: EmbeddingModel) -> int:
        if model not in self._ids:
            self._ids[model] = await self._register(model)
        return self._ids[model]

    async def _register(self, model: EmbeddingModel) -> int:
        """Adds the model and its index, or returns the id of an existing model.

        A second process waits at the unique constraint, and then finds the model with its index.
        """
        params = {"provider": model.provider, "name": model.name, "dims": model.dims}
        async with self._database.transaction() as connection:
            added = await connection.scalar(_ADD_MODEL, params)
            if added is not None:
                await _create_index(connection, added, model.dims)
                return int(added)
            return int(await connection.scalar(_MODEL_ID, params))

    async def outdated(self, model_id: int, product_ids: Sequence[str]) -> Sequence[ProductText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_OUTDATED_OF, model_id, list(product_ids))
        return [_to_text(row) for row in rows]

    async def outdated_after(
        self, model_id: int, product_id: str, limit: int
    ) -> Sequence[ProductText]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_OUTDATED_AFTER, model_id, product_id, limit)
        return [_to_text(row) for row in rows]

    async def count(self, model_id: int) -> tuple[int, int]:
        async with self._database.raw_reads() as connection:
            outdated, embedded = await connection.fetchrow(_COUNT, model_id)
        return embedded, outdated

    async def similarities(
        self, model: EmbeddingModel, vector: Vector, product_ids: Sequence[str]
    ) -> Mapping[str, float]:
        sql = _similarities(await self.register(model), model.dims)
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(sql, vector, list(product_ids))
        return {row["id"]: row["similarity"] for row in rows}

    async def drop_index(self, model_id: int) -> None:
        async with self._database.autocommit() as connection:
            await connection.driver.execute(f"DROP INDEX IF EXISTS {_index_of(model_id)}")

    async def ensure_index(self, model: EmbeddingModel) -> None:
        model_id = await self.register(model)
        async with self._database.transaction() as connection:
            await connection.driver.execute(_BUILD_SETTINGS)
            await _create_index(connection, model_id, model.dims)

    async def store_all(self, model_id: int, texts: Sequence[ProductText], vectors: Vectors) -> int:
        stored = [place for place in range(len(texts)) if vectors[place].any()]
        ids = [texts[place].product_id for place in stored]
        hashes = [texts[place].text_hash for place in stored]
        async with self._database.transaction() as connection:
            await connection.execute(CATALOGUE_LOCK)
            status = await connection.driver.execute(
                _STORE_ALL, model_id, ids, hashes, [PgVector(vectors[place]) for place in stored]
            )
        return int(status.rpartition(" ")[2])

    async def store(self, model_id: int, texts: Sequence[ProductText], vectors: Vectors) -> int:
        # One statement, and so one transaction, for each row. So there is no deadlock with a
        # transaction that locks several products in another order.
        stored = 0
        async with self._database.autocommit() as connection:
            statement = await connection.driver.prepare(_STORE)
            for item, vector in zip(texts, vectors, strict=True):
                if vector.any():
                    row = (item.product_id, item.text_hash, model_id, vector)
                    stored += bool(await statement.fetchval(*row))
        return stored


async def _create_index(connection: Connection, model_id: int, dims: int) -> None:
    """Creates the model's index unless it exists: before it has any rows, or after bulk storing.

    The former is fast, and it is rolled back with the model's row if anything fails. Meanwhile
    writers of vectors wait, but not readers. CONCURRENTLY would wait for every old transaction and
    could leave an invalid index behind.
    """
    await connection.driver.execute(
        f"CREATE INDEX IF NOT EXISTS {_index_of(model_id)} ON product_embedding"
        f" USING hnsw ((embedding::vector({dims:d})) vector_cosine_ops)"
        f" WHERE model_id = {model_id:d}"
    )


def _index_of(model_id: int) -> str:
    return f"hnsw_product_embedding_{model_id:d}"


def _to_text(row: Mapping[str, Any]) -> ProductText:
    return ProductText(row["id"], row["embedding_text"], row["text_hash"])
