"""The open connections of a process: those in use, and those that wait for their next use."""

import asyncio
from collections.abc import Awaitable, Callable

import asyncpg

Connect = Callable[[], Awaitable[asyncpg.Connection]]


class Pool:
    """Lends at most `size` connections at a time, and keeps them open between uses.

    asyncpg's own pool starts a task for each use, and resets the session, which we never change.
    """

    def __init__(self, connect: Connect, size: int) -> None:
        self._connect = connect
        self._size = size
        self._places = asyncio.Semaphore(size)
        self._idle: list[asyncpg.Connection] = []
        self._used: set[asyncpg.Connection] = set()

    async def take(self, within_s: float) -> asyncpg.Connection:
        """Returns a connection that is open, as far as this process knows.

        Raises `TimeoutError` if none is free, or if the server does not answer, within that time.
        """
        if self._idle and not self._places.locked():
            await self._places.acquire()  # does not wait
            if (driver := self._open_idle()) is not None:
                return driver
            self._places.release()
        async with asyncio.timeout(within_s):
            await self._places.acquire()
            try:
                driver = self._open_idle() or await self._connect()
            except BaseException:
                self._places.release()
                raise
        self._used.add(driver)
        return driver

    def give_back(self, driver: asyncpg.Connection, *, broken: bool = False) -> None:
        """Keeps the connection for the next use, unless it is `broken` or in a transaction."""
        self._used.discard(driver)
        if broken or driver.is_closed() or driver.is_in_transaction():
            driver.terminate()
        else:
            self._idle.append(driver)
        self._places.release()

    def terminate_idle(self) -> None:
        """Ends the connections that wait: the server that they lead to has gone."""
        while self._idle:
            self._idle.pop().terminate()

    async def close(self, within_s: float) -> None:
        """Closes all connections, those in use when they come back or when the time is over."""
        try:
            async with asyncio.timeout(within_s):
                for _ in range(self._size):
                    await self._places.acquire()
                while self._idle:
                    await self._idle.pop().close()
        except TimeoutError:
            self.terminate_idle()
            for driver in self._used:
                driver.terminate()

    def _open_idle(self) -> asyncpg.Connection | None:
        """Returns the connection that was used last, so that few are busy and stay warm."""
        while self._idle:
            driver = self._idle.pop()
            if not driver.is_closed():
                self._used.add(driver)
                return driver
            driver.terminate()  # cleans up after the server's end
        return None
