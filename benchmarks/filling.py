"""Fills a database: products through catalogue changes, then all their vectors at once."""

from collections.abc import Sequence

from benchmarks.synthetic_catalogue import product_change
from gifter_app.container import Container
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes

_BATCH = 200
_PROVIDER = "betterauth"
_USERS = """
    INSERT INTO user_account (id, auth_provider, auth_user_id, display_name)
    SELECT subject, $2, subject, subject FROM unnest($1::text[]) subject
"""
_RECIPIENTS = """
    INSERT INTO recipient (id, owner_id, name, name_key)
    SELECT u.id || '-' || n, u.id, 'Person ' || n, 'person ' || n
    FROM user_account u, generate_series(1, $1::integer) n
"""
_OCCASIONS = """
    INSERT INTO occasion (id, owner_id, recipient_id, type, year, month, day, timezone, recurrence)
    SELECT r.id, r.owner_id, r.id, 'ANNIVERSARY', 2001, 1 + abs(hashtext(r.id)) % 12,
           1 + abs(hashtext(r.name || r.id)) % 28, 'Europe/London', 'YEARLY'
    FROM recipient r
"""


async def fill(container: Container, count: int) -> None:
    """Adds products 0 to `count - 1` with vectors of the local model, and leaves no job queued."""
    await add_products(container, count)
    await _embed(container)
    async with container.database().autocommit() as connection:
        await connection.driver.execute("VACUUM ANALYZE")


async def add_products(container: Container, count: int) -> None:
    """Adds products 0 to `count - 1`, without vectors, and leaves no job queued."""
    transactions = container.transactions()
    for start in range(0, count, _BATCH):
        numbers = range(start, min(start + _BATCH, count))
        async with transactions() as tx:
            await apply_catalogue_changes(tx, [product_change(number) for number in numbers])
    async with container.database().autocommit() as connection:
        await connection.driver.execute("TRUNCATE job")
        await connection.driver.execute("VACUUM ANALYZE")


async def add_people(container: Container, *, users: int, occasions: int) -> Sequence[str]:
    """Adds users with yearly occasions, each for a recipient of its own; returns their subjects."""
    subjects = [f"user-{number}" for number in range(users)]
    async with container.database().autocommit() as connection:
        for statement, *values in (
            (_USERS, subjects, _PROVIDER),
            (_RECIPIENTS, occasions),
            (_OCCASIONS,),
        ):
            await connection.driver.execute(statement, *values)
        await connection.driver.execute("VACUUM ANALYZE")
    return subjects


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
