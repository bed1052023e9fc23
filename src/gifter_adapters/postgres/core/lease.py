"""One use of a connection of the pool: limited in time, and begun again if the server had gone."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import asyncpg

from gifter_adapters.postgres.core.failures import is_away
from gifter_adapters.postgres.core.pool import Pool
from gifter_domain.shared.time_limits import STORAGE_LIMIT_S

T = TypeVar("T")

_ACQUIRE_WITHIN_S = 30.0


class Lease:
    """Ends the connection if its use takes longer than the limit of the context.

    The statement that waits then fails like on a lost connection. So a server that is frozen, or
    behind a broken network, costs a request its limit and no more.
    """

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._limit_s = STORAGE_LIMIT_S.get()
        self._acquire_until = time.monotonic() + (self._limit_s or _ACQUIRE_WITHIN_S)
        self._timer: asyncio.TimerHandle | None = None
        self._expired = False
        self.driver: asyncpg.Connection = None

    async def start(self) -> None:
        """Takes a connection, which `end` gives back."""
        if self._limit_s is not None:
            self._timer = asyncio.get_running_loop().call_later(self._limit_s, self._expire)
        try:
            await self._take()
        except BaseException:
            self._stop_timer()
            raise

    def end(self, *, broken: bool = False) -> None:
        self._stop_timer()
        if self.driver is not None:
            self._pool.give_back(self.driver, broken=broken or self._expired)

    async def begun(self, begin: Callable[[asyncpg.Connection], Awaitable[T]]) -> T:
        """Returns the result of the first statement of the use, which must be safe to repeat.

        If the connection turns out dead, it runs once more on a new one.
        """
        try:
            return await begin(self.driver)
        except (OSError, asyncpg.InterfaceError, asyncpg.PostgresError) as error:
            if self._expired or not (self.driver.is_closed() or is_away(error)):
                raise
        await self._replace()
        return await begin(self.driver)

    async def _replace(self) -> None:
        driver, self.driver = self.driver, None
        self._pool.give_back(driver, broken=True)
        self._pool.terminate_idle()
        await self._take()

    async def _take(self) -> None:
        self.driver = await self._pool.take(self._acquire_until - time.monotonic())

    def _expire(self) -> None:
        self._expired = True
        if self.driver is not None:
            self.driver.terminate()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


class ReadDriver:
    """Runs SQL on asyncpg for reads. The first statement runs again if the connection was dead."""

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._begun = False

    # Any: values of columns, of any type, as in asyncpg.
    async def fetch(self, sql: str, *args: Any) -> list[Any]:
        rows: list[Any] = await self._run(lambda driver: driver.fetch(sql, *args))
        return rows

    async def fetchrow(self, sql: str, *args: Any) -> Any:
        return await self._run(lambda driver: driver.fetchrow(sql, *args))

    async def fetchval(self, sql: str, *args: Any) -> Any:
        return await self._run(lambda driver: driver.fetchval(sql, *args))

    async def execute(self, sql: str, *args: Any) -> str:
        status: str = await self._run(lambda driver: driver.execute(sql, *args))
        return status

    @asynccontextmanager
    async def transaction(self, **options: Any) -> AsyncIterator[None]:
        """Makes the statements of the block see one state of the data, with asyncpg's options."""
        async with transaction(self._lease, **options):
            self._begun = True
            yield

    async def _run(self, statement: Callable[[asyncpg.Connection], Awaitable[T]]) -> T:
        if self._begun:
            return await statement(self._lease.driver)
        result = await self._lease.begun(statement)
        self._begun = True
        return result


@asynccontextmanager
async def transaction(lease: Lease, **options: Any) -> AsyncIterator[None]:
    """Commits at the end of the block, or rolls back on any error."""

    async def begin(driver: asyncpg.Connection) -> Any:
        begun = driver.transaction(**options)
        await begun.start()
        return begun

    begun = await lease.begun(begin)
    try:
        yield
    except BaseException:
        if not lease.driver.is_closed():
            await begun.rollback()
        raise
    await begun.commit()
