"""The services of a process are closed at its end, whatever goes wrong."""

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


async def others(database: Database) -> int:
    """Returns how many connections of other pools there are."""
    async with database.reads() as connection:
        return int((await connection.execute(OTHERS)).scalar_one())


async def refuse_to_close() -> None:
    raise RuntimeError("not closed")


async def use_services_one_of_which_refuses_to_close(settings: Settings) -> None:
    async with running_container(settings) as running:
        await running.migrations().revisions()
        assert await others(running.database()) == 0
        running.closing().push_async_callback(refuse_to_close)


async def test_the_pool_is_closed_though_the_first_close_raises(
    container: Container, database_url: str, tmp_path: Path
) -> None:
    settings = read_settings({"GIFTER_HOME": str(tmp_path), "DATABASE_URL": database_url})

    with pytest.raises(RuntimeError, match="not closed"):
        await use_services_one_of_which_refuses_to_close(settings)

    async with asyncio.timeout(10):
        while await others(container.database()):  # noqa: ASYNC110 - the server sees it later
            await asyncio.sleep(0.01)
