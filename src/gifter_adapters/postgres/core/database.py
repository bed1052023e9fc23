"""The connection pool, with a kind of connection for each use."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncpg
import msgspec
from pgvector.asyncpg import register_vector

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.failures import translated_failures
from gifter_adapters.postgres.core.urls import driver_url

_ACQUIRE_WITHIN_S, _CONNECT_WITHIN_S, _CLOSE_WITHIN_S = 30.0, 5.0, 5.0


class Database:
    """The connection pool of a process. `url` is `postgresql://…`, as people write it."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self._pool_size = pool_size
        self._pool: asyncpg.Pool | None = None

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Yields a connection in a transaction: committed at the end, rolled back on any error."""
        with translated_failures():
            async with self._acquired() as driver, driver.transaction():
                yield Connection(driver)

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[Connection]:
        """Yields a connection that commits each statement by itself, for writes.

        It is for single statements whose locks must not last until a later one (jobs, vectors), and
        for locks of a session (advisory locks). All other writes use `transaction`.
        """
        with translated_failures():
            async with self._acquired() as driver:
                yield Connection(driver)

    def reads(self) -> AbstractAsyncContextManager[Connection]:
        """Yields a connection that commits each statement by itself, for reads alone."""
        return self.autocommit()

    @asynccontextmanager
    async def raw_reads(self) -> AsyncIterator[asyncpg.Connection]:
        """Yields asyncpg's own connection for reads: for vectors and the most frequent reads."""
        async with self.reads() as connection:
            yield connection.driver

    async def close(self) -> None:
        """Closes the connections; the next use opens new ones."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        try:
            await asyncio.wait_for(pool.close(), _CLOSE_WITHIN_S)
        except TimeoutError:  # a connection is still in use
            pool.terminate()

    @asynccontextmanager
    async def _acquired(self) -> AsyncIterator[asyncpg.Connection]:
        """Yields a connection that is open, as far as this process knows, for one use."""
        if self._pool is None:
            self._pool = asyncpg.create_pool(
                driver_url(self.url),
                min_size=0,
                max_size=self._pool_size,
                max_inactive_connection_lifetime=0,
                timeout=_CONNECT_WITHIN_S,
                init=_set_codecs,
                reset=_keep_session,
                record_class=Record,
                server_settings={"jit": "off", "application_name": "gifter"},
            )
        async with (await self._pool).acquire(timeout=_ACQUIRE_WITHIN_S) as driver:
            yield driver


async def _set_codecs(driver: asyncpg.Connection) -> None:
    """Sets the codecs of a new connection: JSON is encoded text here, and decoded values there."""
    for name in ("json", "jsonb"):
        await driver.set_type_codec(
            name, encoder=str, decoder=msgspec.json.decode, schema="pg_catalog"
        )
    try:
        await register_vector(driver)
    except ValueError:  # the first migration creates the extension
        return


async def _keep_session(_driver: asyncpg.Connection) -> None:
    """Replaces the statements by which asyncpg resets a session: nothing of ours changes one."""
