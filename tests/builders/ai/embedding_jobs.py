"""Enqueues embedding jobs in a container's database and reads their results."""

import asyncio

from sqlalchemy import text

from gifter_app.container import Container
from gifter_domain.shared.jobs import JobKind, NewJob


async def enqueue_embedding(container: Container, *product_ids: str) -> int:
    jobs = [NewJob(JobKind.EMBED_PRODUCT, key, {"productId": key}) for key in product_ids]
    async with container.transactions()() as tx:
        return int(await tx.jobs.enqueue(jobs))


async def job_states(container: Container) -> dict[str, str]:
    """Returns the state of each product's last job."""
    query = text("SELECT dedupe_key, state FROM job ORDER BY created_at, id")
    async with container.database().reads() as connection:
        return {row.dedupe_key: row.state for row in await connection.execute(query)}


async def embedded_products(container: Container) -> list[str]:
    """Returns the ids of products with a vector, once for each vector."""
    query = text("SELECT product_id FROM product_embedding ORDER BY product_id")
    async with container.database().reads() as connection:
        return (await connection.execute(query)).scalars()


async def until_done(container: Container, *product_ids: str) -> None:
    """Waits until each product has a job that succeeded."""
    left = text("""
        SELECT count(*), pg_sleep(0.005) FROM unnest(CAST(:ids AS text[])) AS product
        WHERE NOT EXISTS (SELECT FROM job WHERE dedupe_key = product AND state = 'SUCCEEDED')
    """)
    async with asyncio.timeout(60), container.database().reads() as connection:
        while await connection.scalar(left, {"ids": list(product_ids)}):
            pass
