"""The database's clock: the same for every process, whatever their own ones say."""

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
            told: datetime = (await connection.execute(_NOW)).scalar_one()
        return told.astimezone(UTC)
