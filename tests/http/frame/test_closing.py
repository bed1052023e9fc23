"""The services of a process are closed at its end, even if one of them fails to close."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_app.container import Container
from gifter_app.runtime import running_container
from gifter_app.settings import Settings, read_settings

OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = 'gifter' AND pid <> pg_backend_pid()"
)


async def until_alone(database: Database) -> None:
    """Waits until other pools have no connection. The server sees later that one is closed."""
    async with asyncio.timeout(10):
        while await _other_connections(database):  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.01)


async def _other_connections(database: Database) -> int:
    async with database.reads() as connection:
        return int(await connection.scalar(OTHERS))


async def fail_to_close() -> None:
    raise RuntimeError("not closed")


async def use_services_and_fail_to_close_one(settings: Settings) -> None:
    async with running_container(settings) as running:
        await running.migrations().revisions()
        await until_alone(running.database())  # an earlier test's may just be closing
        running.closing().push_async_callback(fail_to_close)


async def test_the_pool_is_closed_even_if_the_first_close_raises(
    container: Container, database_url: str, tmp_path: Path
) -> None:
    settings = read_settings({"GIFTER_HOME": str(tmp_path), "DATABASE_URL": database_url})

    with pytest.raises(RuntimeError, match="not closed"):
        await use_services_and_fail_to_close_one(settings)

    await until_alone(container.database())
