"""Waits until a database session waits for a lock of another."""

import asyncio

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database

_WAITING = text("""
    SELECT count(*), pg_sleep(0.002) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
""")


async def until_somebody_waits(database: Database) -> None:
    async with asyncio.timeout(10), database.reads() as connection:
        while not await connection.scalar(_WAITING):
            pass
