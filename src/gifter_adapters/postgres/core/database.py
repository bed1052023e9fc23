"""The connection pool, with a kind of connection for each use."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import asyncpg
import msgspec
from pgvector.asyncpg import register_vector
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from gifter_adapters.postgres.core.failures import translated_failures
from gifter_adapters.postgres.core.urls import driver_url


class Database:
    """The connection pool of a process. `url` is `postgresql://…`, as people write it."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self._engine: AsyncEngine = create_async_engine(
            driver_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=True,
            json_serializer=lambda value: msgspec.json.encode(value).decode(),
            json_deserializer=msgspec.json.decode,
            connect_args={"server_settings": {"jit": "off", "application_name": "gifter"}},
        )
        self._autocommit = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        event.listen(self._engine.sync_engine, "connect", _register_codecs)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Yields a connection in a transaction: committed at the end, rolled back on any error."""
        with translated_failures():
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[AsyncConnection]:
        """Yields a connection that commits each statement by itself, for writes.

        It is for single statements whose locks must not last until a later one (jobs, vectors), and
        for locks of a session (advisory locks). All other writes use `transaction`.
        """
        with translated_failures():
            async with self._autocommit.connect() as connection:
                yield connection

    def reads(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Yields a connection that commits each statement by itself, for reads alone."""
        return self.autocommit()

    @asynccontextmanager
    async def raw_reads(self) -> AsyncIterator[asyncpg.Connection]:
        """Yields asyncpg's own connection for reads: for vectors and the most frequent reads."""
        async with self.reads() as connection:
            yield await raw(connection)

    async def close(self) -> None:
        """Closes idle connections; the next use opens new ones."""
        await self._engine.dispose()


async def raw(connection: AsyncConnection) -> asyncpg.Connection:
    """Returns the asyncpg connection under an SQLAlchemy one.

    SQLAlchemy begins a transaction only at its own first statement. Until then, statements on the
    asyncpg connection are outside the transaction.
    """
    pooled = await connection.get_raw_connection()
    return pooled.driver_connection


def _register_codecs(connection: Any, _record: object) -> None:
    connection.run_async(_register_vector_if_installed)


async def _register_vector_if_installed(connection: asyncpg.Connection) -> None:
    try:
        await register_vector(connection)
    except ValueError:  # the first migration creates the extension
        return
