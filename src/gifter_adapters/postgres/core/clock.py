"""The database's clock, which is the same for all processes, unlike their own clocks."""

from datetime import UTC, datetime

from sqlalchemy import text

from gifter_adapters.postgres.core.database import Database

_NOW = text("SELECT clock_timestamp()")


class PostgresClock:
    """Implements `SharedClock`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def now(self) -> datetime:
        async with self._database.reads() as connection:
            now: datetime = await connection.scalar(_NOW)
        return now.astimezone(UTC)
