"""Nudges as Taskiq messages. A lost, repeated or late one does no harm: the rows are the queue."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from taskiq import AckableMessage
from taskiq.utils import maybe_awaitable
from taskiq_redis import RedisStreamBroker

_log = structlog.get_logger()

_WAKE_WORKERS = "gifter.wake_workers"
_STREAM = "gifter:nudges"
_MAX_MESSAGES = 1_000
_SEND_TIMEOUT_S = 0.25  # the longest that a request waits while Redis is away
_RECONNECT_S = 1.0


def nudge_broker(redis_url: str) -> RedisStreamBroker:
    """Returns the broker of nudges.

    A late subscriber reads from the start of the stream ("0"), and not only new messages.
    """
    return RedisStreamBroker(
        redis_url,
        queue_name=_STREAM,
        consumer_group_name="gifter-workers",
        consumer_id="0",
        maxlen=_MAX_MESSAGES,
        xread_count=10,
        retry=Retry(NoBackoff(), 0),
        socket_connect_timeout=_RECONNECT_S,
    )


class TaskiqNudges:
    """Implements `Nudges`."""

    def __init__(self, broker: RedisStreamBroker) -> None:
        self._broker = broker
        self._on_nudge: Callable[[], None] = _ignore_nudge

        async def wake_workers() -> None:
            self._on_nudge()

        self._task = broker.register_task(wake_workers, task_name=_WAKE_WORKERS)

    async def wake_workers(self) -> None:
        try:
            async with asyncio.timeout(_SEND_TIMEOUT_S):
                await self._task.kiq()
        except Exception as error:  # a nudge may be lost: workers also poll
            _log.warning("nudge_lost", error=type(error.__cause__ or error).__name__)

    @asynccontextmanager
    async def listening(self, hear: Callable[[], None]) -> AsyncIterator[None]:
        self._on_nudge = hear
        receiving = asyncio.create_task(self._receive())
        try:
            yield
        finally:
            await _cancel(receiving)
            self._on_nudge = _ignore_nudge

    async def _receive(self) -> None:
        """Receives for ever. Starts again if Redis was away, or lost the stream in a flush."""
        while True:
            try:
                await self._broker.startup()  # creates the stream and its consumer group
                async for message in self._broker.listen():
                    self._on_nudge()
                    if isinstance(message, AckableMessage):
                        await maybe_awaitable(message.ack())
            except Exception as error:  # of any kind: workers poll meanwhile
                _log.warning("nudges_interrupted", error=repr(error)[:200])
                await asyncio.sleep(_RECONNECT_S)

    async def ping(self) -> bool:
        return await self.failure() is None

    async def failure(self) -> str | None:
        """Returns the reason why Redis cannot be used, or None."""
        try:
            async with asyncio.timeout(_RECONNECT_S):
                await Redis(connection_pool=self._broker.connection_pool).ping()
        except TimeoutError:
            return "no answer"
        except Exception as error:  # of any kind: we cannot use it
            return str(error) or type(error).__name__
        return None

    async def close(self) -> None:
        await self._broker.shutdown()


def _ignore_nudge() -> None:
    return None


async def _cancel(task: asyncio.Task[None]) -> None:
    """Cancels the task, again and again until it ends.

    In Python 3.11 `asyncio.wait_for`, which redis uses, may swallow a cancellation.
    """
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=0.1)
