"""The connection pool, with a kind of connection for each use."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg
import msgspec
import structlog
from pgvector.asyncpg import register_vector

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.failures import DatabaseFull, translated_failures
from gifter_adapters.postgres.core.lease import Lease, ReadDriver, transaction
from gifter_adapters.postgres.core.pool import Pool
from gifter_adapters.postgres.core.urls import driver_url

_CONNECT_WITHIN_S, _CLOSE_WITHIN_S = 5.0, 5.0
# All our statements, so that none is prepared twice on a connection.
_STATEMENTS_KEPT = 500
# About a megabyte. A temporary table takes its pages from the disk at once.
_NEED_ROOM = """
    CREATE TEMPORARY TABLE gifter_room ON COMMIT DROP AS SELECT generate_series(1, 30000)
"""

log = structlog.get_logger(__name__)


class Database:
    """The connection pool of a process. `url` is `postgresql://…`, as people write it."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = url
        self._pool_size = pool_size
        self._pool: Pool | None = None
        self._was_full = False

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """Yields a connection in a transaction: committed at the end, rolled back on any error."""
        async with self._lease() as lease, transaction(lease):
            yield Connection(lease.driver)

    @asynccontextmanager
    async def autocommit(self) -> AsyncIterator[Connection]:
        """Yields a connection that commits each statement by itself, for writes.

        It is for single statements whose locks must not last until a later one (jobs, vectors), and
        for locks of a session (advisory locks). All other writes use `transaction`.
        """
        async with self._lease() as lease:
            yield Connection(lease.driver)

    @asynccontextmanager
    async def reads(self) -> AsyncIterator[Connection]:
        """Yields a connection that commits each statement by itself, for reads alone."""
        async with self.raw_reads() as driver:
            yield Connection(driver)

    @asynccontextmanager
    async def raw_reads(self) -> AsyncIterator[ReadDriver]:
        """Yields asyncpg's own methods for reads: for vectors and the most frequent reads."""
        async with self._lease() as lease:
            yield ReadDriver(lease)

    async def has_room(self) -> bool:
        """Returns False while the disk is full. It tries to write only after such a failure."""
        if self._was_full:
            try:
                async with self.transaction() as connection:
                    await connection.driver.execute(_NEED_ROOM)
            except DatabaseFull:
                return False
            self._was_full = False
        return True

    async def close(self) -> None:
        """Closes the connections; the next use opens new ones."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await pool.close(_CLOSE_WITHIN_S)

    @asynccontextmanager
    async def _lease(self) -> AsyncIterator[Lease]:
        """Yields a connection for one use. A use that was cancelled leaves none for the next."""
        if self._pool is None:
            self._pool = Pool(self._connect, self._pool_size)
        with self._noticing_a_full_disk(), translated_failures():
            lease = Lease(self._pool)
            await lease.start()
            try:
                yield lease
            except BaseException as error:
                lease.end(broken=not isinstance(error, Exception) or isinstance(error, OSError))
                raise
            lease.end()

    @contextmanager
    def _noticing_a_full_disk(self) -> Iterator[None]:
        try:
            yield
        except DatabaseFull as error:
            if not self._was_full:  # one line, not one for each request
                log.critical("database.full", reason=str(error.__cause__))
            self._was_full = True
            raise

    async def _connect(self) -> asyncpg.Connection:
        driver = await asyncpg.connect(
            driver_url(self.url),
            timeout=_CONNECT_WITHIN_S,
            record_class=Record,
            statement_cache_size=_STATEMENTS_KEPT,
            server_settings={"jit": "off", "application_name": "gifter"},
        )
        try:
            await _set_codecs(driver)
        except BaseException:
            driver.terminate()
            raise
        return driver


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
