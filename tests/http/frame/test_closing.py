"""The services of a process are closed at its end, even if one of them fails to close."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_app.container import Container
from gifter_app.runtime import running_container
from gifter_app.settings import Settings, read_settings

CONNECTIONS = text(
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name = 'gifter'"
)


async def connections(database: Database) -> set[int]:
    """Returns the processes of the server that serve the test's database, by their ids."""
    async with database.reads() as connection:
        return set((await connection.execute(CONNECTIONS)).scalars())


async def until_closed(opened: set[int], database: Database) -> None:
    """Waits for the end of each process in `opened`. The server ends one after it is closed."""
    async with asyncio.timeout(10):
        while opened & await connections(database):  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)


async def fail_to_close() -> None:
    raise RuntimeError("not closed")


async def use_services_and_fail_to_close_one(settings: Settings, opened: set[int]) -> None:
    async with running_container(settings) as running:
        await running.migrations().revisions()
        async with running.database().reads() as connection:
            opened.add(await connection.scalar(text("SELECT pg_backend_pid()")))
        running.closing().push_async_callback(fail_to_close)


async def test_the_pool_is_closed_even_if_the_first_close_raises(
    container: Container, database_url: str, tmp_path: Path
) -> None:
    settings = read_settings({"GIFTER_HOME": str(tmp_path), "DATABASE_URL": database_url})
    opened: set[int] = set()

    with pytest.raises(RuntimeError, match="not closed"):
        await use_services_and_fail_to_close_one(settings, opened)

    assert opened
    await until_closed(opened, container.database())
