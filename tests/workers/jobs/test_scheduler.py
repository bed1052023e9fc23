"""Of several schedulers one is the leader; when it stops, another takes over."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.leadership import PostgresLeadership
from gifter_app.workers.scheduler import Scheduler

EVERY_S = 0.01


class CountedNudges:
    def __init__(self) -> None:
        self.count = 0
        self._nudged = asyncio.Event()

    async def wake_workers(self) -> None:
        self.count += 1
        self._nudged.set()

    async def more(self, within_s: float = 10) -> None:
        """Waits for one more nudge. Raises `TimeoutError`."""
        self._nudged.clear()
        async with asyncio.timeout(within_s):
            await self._nudged.wait()


@pytest.fixture
async def databases(database_url: str) -> AsyncIterator[tuple[Database, Database]]:
    """Yields the connection pools of two processes."""
    pair = Database(database_url, pool_size=2), Database(database_url, pool_size=2)
    yield pair
    for database in pair:
        await database.close()


def scheduler(database: Database, nudges: CountedNudges) -> Scheduler:
    return Scheduler(PostgresLeadership(database, "test.scheduler"), nudges, EVERY_S)


async def test_one_scheduler_leads_and_another_takes_over_when_it_stops(
    databases: tuple[Database, Database],
) -> None:
    first, second = CountedNudges(), CountedNudges()
    async with scheduler(databases[0], first).running():
        await first.more()
        async with scheduler(databases[1], second).running():
            await first.more()
            assert second.count == 0
    async with scheduler(databases[1], second).running():
        await second.more()


async def test_another_scheduler_takes_over_when_the_leaders_session_is_lost(
    databases: tuple[Database, Database],
) -> None:
    first, second = CountedNudges(), CountedNudges()
    async with scheduler(databases[0], first).running():
        await first.more()
        async with scheduler(databases[1], second).running():
            while not await leads_once_the_leader_is_gone(second, databases[1]):
                continue  # the first one became the leader again
            stale = first.count
            await second.more()

            assert first.count == stale


async def leads_once_the_leader_is_gone(standby: CountedNudges, database: Database) -> bool:
    await terminate_leader(database)
    try:
        await standby.more(within_s=0.5)
    except TimeoutError:
        return False
    return True


async def terminate_leader(database: Database) -> None:
    async with database.reads() as connection:
        await connection.execute(
            text("""
                SELECT pg_terminate_backend(pid) FROM pg_locks
                WHERE locktype = 'advisory' AND granted AND pid <> pg_backend_pid()
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
        )
