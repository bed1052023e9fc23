"""Fills a database: products through catalogue changes, then all their vectors at once."""

from benchmarks.synthetic_catalogue import product_change
from gifter_app.container import Container
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes

_BATCH = 200


async def fill(container: Container, count: int) -> None:
    """Adds products 0 to `count - 1` with vectors of the local model, and leaves no job queued."""
    transactions = container.transactions()
    for start in range(0, count, _BATCH):
        numbers = range(start, min(start + _BATCH, count))
        async with transactions() as tx:
            await apply_catalogue_changes(tx, [product_change(number) for number in numbers])
    await _embed(container)
    async with container.database().autocommit() as connection:
        await connection.driver.execute("TRUNCATE job")
        await connection.driver.execute("VACUUM ANALYZE")


async def _embed(container: Container) -> None:
    """Copies the vectors while their index is dropped: one at a time takes minutes."""
    embedder = container.embedder()
    model_id = await container.catalogue().product_embeddings.register(embedder.model)
    index = f"hnsw_product_embedding_{model_id}"
    async with container.database().autocommit() as writing:
        connection = writing.driver
        rows = await connection.fetch("SELECT id, text_hash, embedding_text FROM product_mirror")
        vectors = await embedder.embed([row["embedding_text"] for row in rows])
        definition = await connection.fetchval("SELECT pg_get_indexdef($1::text::regclass)", index)
        await connection.execute(f"DROP INDEX {index}")
        await connection.copy_records_to_table(
            "product_embedding",
            columns=["product_id", "text_hash", "embedding", "model_id"],
            records=[
                (row["id"], row["text_hash"], vector, model_id)
                for row, vector in zip(rows, vectors, strict=True)
            ],
        )
        await connection.execute("SET maintenance_work_mem = '256MB'")
        await connection.execute(definition)
        await connection.execute("RESET maintenance_work_mem")
