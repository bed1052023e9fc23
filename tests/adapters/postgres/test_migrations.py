"""Each migration can be upgraded and downgraded, and all together give the tables in code."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from gifter_adapters.postgres.catalogue.embeddings import PostgresProductEmbeddings
from gifter_adapters.postgres.core import migrate
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.metadata import metadata
from gifter_domain.ai.embedding import EmbeddingModel

SCRIPTS = ScriptDirectory(str(Path(__file__).parents[3] / "migrations"))
OBJECTS = text("""
    SELECT c.relkind::text, c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'alembic_version%'
    ORDER BY 1, 2
""")


@pytest.fixture
async def database(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url, pool_size=2)
    yield database
    await database.close()


async def objects(database: Database) -> list[tuple[str, str]]:
    async with database.reads() as connection:
        return [(row[0], row[1]) for row in await connection.execute(OBJECTS)]


async def differences(database: Database) -> list[object]:
    """Returns the differences between the database and the tables in code."""
    options = {"include_object": migrate.is_migrated, "compare_server_default": True}
    async with migrate.connected(database) as connection:
        found: list[object] = await connection.run_sync(
            lambda sync: compare_metadata(MigrationContext.configure(sync, opts=options), metadata)
        )
        return found


async def test_every_revision_can_be_upgraded_downgraded_and_upgraded_again(
    database: Database,
) -> None:
    revisions = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
    below = ["base", *revisions]

    for before, revision in zip(below, revisions, strict=False):
        there = await objects(database)
        await migrate.upgrade(database, revision)
        reached = await objects(database)
        await migrate.downgrade(database, before)
        assert await objects(database) == there
        await migrate.upgrade(database, revision)
        assert await objects(database) == reached

    current, newest = await migrate.revisions(database)
    assert current == newest == revisions[-1]


async def test_migrations_give_the_tables_in_code_also_beside_a_models_index(
    database: Database,
) -> None:
    await migrate.upgrade(database)
    await PostgresProductEmbeddings(database).register(EmbeddingModel("test", "m", 8))

    assert await differences(database) == []


async def test_a_difference_from_the_tables_in_code_is_found(database: Database) -> None:
    await migrate.upgrade(database)
    async with database.transaction() as connection:
        await connection.driver.execute("ALTER TABLE job DROP COLUMN last_error")
        await connection.driver.execute("DROP INDEX ix_job_due")

    assert len(await differences(database)) == 2


async def test_simultaneous_upgrades_run_each_migration_once(
    empty_database_url: str,
) -> None:
    databases = [Database(empty_database_url, pool_size=1) for _ in range(3)]

    await asyncio.gather(*(migrate.upgrade(database) for database in databases))

    current, newest = await migrate.revisions(databases[0])
    assert current == newest
    for database in databases:
        await database.close()
