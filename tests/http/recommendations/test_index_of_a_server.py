"""A process of `gifter serve` keeps an index of products while it runs."""

import asyncio

import pytest

from builders.recommendations.catalogue_rows import put_catalogue
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.facts import PostgresFacts
from gifter_app.serving import from_environment


async def test_a_process_loads_its_index_at_the_start_and_leaves_at_the_end(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    database = Database(database_url, pool_size=1)
    await put_catalogue(database, [{"id": "p1", "title": "Oak lamp"}])
    facts = PostgresFacts(database)

    async with from_environment().lifespan():
        async with asyncio.timeout(20):
            while not (serving := await facts.read()).index_processes:
                pass
    ended = await facts.read()
    await database.close()

    assert serving.index_products == 1
    assert ended.index_processes == 0
