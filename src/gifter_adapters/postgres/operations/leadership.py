"""Who leads, when several processes could: the one whose session holds an advisory lock."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from gifter_adapters.postgres.core.database import Database, raw
from gifter_adapters.postgres.core.failures import translated_failures

# Trying again and again, not waiting: a waiting statement keeps a snapshot, which holds up VACUUM.
# Whoever has the lock gets it again, so that an answer also proves the session alive.
_LEADS = "SELECT pg_try_advisory_lock(hashtext($1))"
_ANSWER_S = 5.0


class PostgresLeadership:
    """Implements `Leadership`. A candidacy holds one connection of the pool."""

    def __init__(self, database: Database, duty: str) -> None:
        self._database = database
        self._duty = duty

    @asynccontextmanager
    async def candidacy(self) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
        async with self._database.autocommit() as connection:
            session = await raw(connection)

            async def leads() -> bool:
                with translated_failures():
                    return bool(await session.fetchval(_LEADS, self._duty, timeout=_ANSWER_S))

            try:
                yield leads
            finally:
                await connection.invalidate()  # the pool would keep the session and its lock
