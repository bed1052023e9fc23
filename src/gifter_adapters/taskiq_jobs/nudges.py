"""Nudges as Taskiq messages: rows are the queue, so a lost, doubled or late one costs nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from taskiq import AckableMessage, AsyncBroker, InMemoryBroker
from taskiq.utils import maybe_awaitable
from taskiq_redis import RedisStreamBroker

_log = structlog.get_logger()

LOOK_NOW = "gifter.wake_workers"
_STREAM = "gifter:nudges"
_KEPT_MESSAGES = 1_000
_SEND_TIMEOUT_S = 0.25  # a request waits for this at worst, while Redis is away
_RECONNECT_S = 1.0


def nudge_broker(redis_url: str | None) -> AsyncBroker:
    """The broker of nudges; without Redis they stay inside this process.

    A subscriber that comes late reads from the start of the stream ("0"), not only what is new.
    """
    if redis_url is None:
        return InMemoryBroker()
    return RedisStreamBroker(
        redis_url,
        queue_name=_STREAM,
        consumer_group_name="gifter-workers",
        consumer_id="0",
        maxlen=_KEPT_MESSAGES,
        xread_count=10,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=_RECONNECT_S,
    )


class TaskiqNudges:
    """Implements `Nudge` and `NudgeListener`."""

    def __init__(self, broker: AsyncBroker) -> None:
        self._broker = broker
        self._hear: Callable[[], None] = _nobody_listens

        async def wake_workers() -> None:
            self._hear()

        self._task = broker.register_task(wake_workers, task_name=LOOK_NOW)

    async def wake_workers(self) -> None:
        try:
            async with asyncio.timeout(_SEND_TIMEOUT_S):
                await self._task.kiq()
        except Exception as error:  # by contract: workers look by themselves later
            _log.warning("nudge_lost", error=type(error.__cause__ or error).__name__)

    @asynccontextmanager
    async def listening(self, hear: Callable[[], None]) -> AsyncIterator[None]:
        self._hear = hear
        receiving = asyncio.create_task(self._receive())
        try:
            yield
        finally:
            await _cancelled(receiving)
            self._hear = _nobody_listens

    async def _receive(self) -> None:
        """Receives for ever; begins anew when Redis was away, or lost the stream in a flush."""
        if isinstance(self._broker, InMemoryBroker):
            return  # its messages arrive where they are sent
        while True:
            try:
                await self._broker.startup()  # makes the stream and its group of readers
                async for message in self._broker.listen():
                    self._hear()
                    if isinstance(message, AckableMessage):
                        await maybe_awaitable(message.ack())
            except Exception as error:  # whatever it is, workers look by themselves meanwhile
                _log.warning("nudges_interrupted", error=repr(error)[:200])
                await asyncio.sleep(_RECONNECT_S)

    async def ping(self) -> bool:
        """Whether Redis answers; True without it."""
        if not isinstance(self._broker, RedisStreamBroker):
            return True
        try:
            async with asyncio.timeout(_RECONNECT_S):
                return bool(await Redis(connection_pool=self._broker.connection_pool).ping())
        except Exception:  # whatever keeps us from it, it is down for us
            return False

    async def close(self) -> None:
        await self._broker.shutdown()


def _nobody_listens() -> None:
    return None


async def _cancelled(task: asyncio.Task[None]) -> None:
    """Cancels until it works: in Python 3.11 `asyncio.wait_for`, inside redis, may swallow it."""
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=0.1)
