"""Stored vectors on a real PostgreSQL belong to the current text and to one of several models."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest
from sqlalchemy import text

from builders.ai.products_to_embed import put_products
from builders.core.locks import until_somebody_waits
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_domain.ai.embedding import EmbeddingModel, Vectors, unit_rows

MODEL = EmbeddingModel("test", "small", 8)


def vectors(count: int, dims: int = 8, seed: int = 1) -> Vectors:
    return unit_rows(np.random.default_rng(seed).normal(size=(count, dims)))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=5)
    yield database
    await database.close()


@pytest.fixture
def embeddings(database: Database) -> PostgresProductEmbeddings:
    return PostgresProductEmbeddings(database)


async def stored(database: Database) -> dict[tuple[str, int], list[float]]:
    async with database.raw_reads() as connection:
        rows = await connection.fetch("SELECT * FROM product_embedding")
    return {(row["product_id"], row["model_id"]): row["embedding"].to_list() for row in rows}


async def test_simultaneous_registrations_make_one_model_with_one_index(
    database: Database,
) -> None:
    new = EmbeddingModel("test", "from many sides", 8)

    ids = await asyncio.gather(*(PostgresProductEmbeddings(database).register(new) for _ in "abcd"))

    async with database.reads() as connection:
        indexes = await connection.scalar(
            text("SELECT count(*) FROM pg_indexes WHERE indexname = :name"),
            {"name": f"hnsw_product_embedding_{ids[0]}"},
        )
    assert len(set(ids)) == 1
    assert indexes == 1


async def test_two_sizes_of_a_model_are_different_models(
    embeddings: PostgresProductEmbeddings,
) -> None:
    one, other = EmbeddingModel("test", "sized", 8), EmbeddingModel("test", "sized", 4)

    assert await embeddings.register(one) != await embeddings.register(other)


async def test_only_listed_products_without_the_vector_of_their_text_are_outdated(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    model_id = await embeddings.register(MODEL)
    await put_products(database, {"a": "tea", "b": "mug", "c": "pot"})
    await put_products(database, {"d": "hidden"}, status="draft")
    texts = await embeddings.outdated(model_id, ["a", "b", "d", "unknown"])
    assert [item.product_id for item in texts] == ["a", "b"]

    assert await embeddings.store(model_id, texts, vectors(2)) == 2
    await put_products(database, {"b": "green mug"})

    assert [t.text for t in await embeddings.outdated(model_id, ["a", "b"])] == ["green mug"]
    assert [t.product_id for t in await embeddings.outdated_after(model_id, "", 9)] == ["b", "c"]
    assert [t.product_id for t in await embeddings.outdated_after(model_id, "b", 9)] == ["c"]
    assert [t.product_id for t in await embeddings.outdated_after(model_id, "", 1)] == ["b"]
    assert await embeddings.count(model_id) == (1, 2)


async def test_a_stored_vector_can_be_read_and_replaced(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    model_id = await embeddings.register(MODEL)
    await put_products(database, {"a": "tea"})
    for seed in (1, 2):
        texts = await embeddings.outdated_after(model_id, "", 1)
        await embeddings.store(model_id, texts, vectors(1, seed=seed))
        assert await stored(database) == {("a", model_id): vectors(1, seed=seed)[0].tolist()}
        await put_products(database, {"a": "green tea"})


async def test_a_vector_of_an_outdated_text_is_not_stored(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    model_id = await embeddings.register(MODEL)
    await put_products(database, {"a": "old", "b": "mug"})
    texts = await embeddings.outdated(model_id, ["a", "b"])
    await put_products(database, {"a": "new"})

    assert await embeddings.store(model_id, texts, vectors(2)) == 1
    assert list(await stored(database)) == [("b", model_id)]


async def test_a_text_that_changes_while_its_vector_is_stored_wins(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    model_id = await embeddings.register(MODEL)
    await put_products(database, {"a": "old"})
    texts = await embeddings.outdated(model_id, ["a"])

    async with database.transaction() as changing:
        await changing.execute(text("UPDATE product_mirror SET text_hash = 'new'"))
        storing = asyncio.create_task(embeddings.store(model_id, texts, vectors(1)))
        await until_somebody_waits(database)

    assert await storing == 0
    assert await stored(database) == {}


async def test_a_zero_vector_and_a_removed_product_are_skipped(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    model_id = await embeddings.register(MODEL)
    await put_products(database, {"a": "tea", "b": "mug"})
    texts = await embeddings.outdated(model_id, ["a", "b"])
    async with database.transaction() as connection:
        await connection.execute(text("DELETE FROM product_mirror WHERE id = 'b'"))

    rows = np.vstack([np.zeros((1, 8), np.float32), vectors(1)])

    assert await embeddings.store(model_id, texts, rows) == 0


async def test_each_of_two_models_is_searched_by_its_own_index(
    database: Database, embeddings: PostgresProductEmbeddings
) -> None:
    texts = {f"{number:04}": f"text {number}" for number in range(300)}
    await put_products(database, texts)
    for model in (MODEL, EmbeddingModel("test", "smaller", 4)):
        model_id = await embeddings.register(model)
        items = await embeddings.outdated_after(model_id, "", 300)
        rows = vectors(300, model.dims)
        assert await embeddings.store(model_id, items, rows) == 300

        found, plan = await nearest(database, model_id, rows[7])

        assert found == "0007"
        assert f"hnsw_product_embedding_{model_id}" in plan


async def nearest(database: Database, model_id: int, vector: Vectors) -> tuple[str, str]:
    """Returns the nearest product by the index, and the plan that found it."""
    query = f"""
        SELECT product_id FROM product_embedding WHERE model_id = {model_id}
        ORDER BY (embedding::vector({len(vector)})) <=> $1 LIMIT 1
    """
    async with database.raw_reads() as connection, connection.transaction():
        await connection.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
        plan = await connection.fetch("EXPLAIN " + query, vector)
        return await connection.fetchval(query, vector), "\n".join(row[0] for row in plan)
