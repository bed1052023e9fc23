"""Leadership among several processes: the one whose session has an advisory lock leads."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.failures import translated_failures

# A candidate tries again and again and does not wait, since a waiting statement keeps a snapshot,
# which blocks VACUUM. The leader gets its lock again, so an answer also proves that its session is
# alive.
_LEADS = "SELECT pg_try_advisory_lock(hashtext($1))"
_ANSWER_S = 5.0


class PostgresLeadership:
    """Implements `Leadership`. A candidacy uses one connection of the pool."""

    def __init__(self, database: Database, duty: str) -> None:
        self._database = database
        self._duty = duty

    @asynccontextmanager
    async def candidacy(self) -> AsyncIterator[Callable[[], Awaitable[bool]]]:
        async with self._database.autocommit() as connection:
            session = connection.driver

            async def leads() -> bool:
                with translated_failures():
                    return bool(await session.fetchval(_LEADS, self._duty, timeout=_ANSWER_S))

            try:
                yield leads
            finally:
                session.terminate()  # otherwise the pool keeps the session and its lock
