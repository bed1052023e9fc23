"""The doctor reports a missing index of vectors and the command that makes it."""

from builders.ai.products_to_embed import put_products
from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.facts import PostgresFacts
from gifter_app.use_cases.operations.diagnose import Finding, Verdict, vector_index_check
from gifter_domain.ai.embedding import EmbeddingModel

MODEL = EmbeddingModel("test", "words", 8)


async def test_an_index_that_a_killed_backfill_dropped_is_broken_until_it_is_made(
    database_url: str,
) -> None:
    database = Database(database_url, pool_size=1)
    try:
        await _check_follows_the_index(database)
    finally:
        await database.close()


async def _check_follows_the_index(database: Database) -> None:
    await put_products(database, {"p1": "a teapot"})
    embeddings = PostgresProductEmbeddings(database)
    model_id = await embeddings.register(MODEL)
    assert (await _check(database)).verdict is Verdict.OK

    await embeddings.drop_index(model_id)

    finding = await _check(database)
    assert finding.verdict is Verdict.BROKEN
    assert finding.detail.endswith("words")
    assert "gifter embeddings backfill" in finding.advice

    await embeddings.ensure_index(MODEL)
    assert (await _check(database)).verdict is Verdict.OK


async def _check(database: Database) -> Finding:
    return await vector_index_check(PostgresFacts(database))()
