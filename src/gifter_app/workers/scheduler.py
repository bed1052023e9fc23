"""The scheduler, which nudges the workers every few seconds. One process of all does it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from gifter_app.workers.worker import wait_for
from gifter_domain.shared.jobs import Leadership, Nudge

_log = structlog.get_logger()


class Scheduler:
    """Nudges the workers while this process is the leader.

    Any number of schedulers may run. One is the leader; another takes over if it ends.
    """

    def __init__(self, leadership: Leadership, nudge: Nudge, every_s: float) -> None:
        self._leadership = leadership
        self._nudge = nudge
        self._every_s = every_s

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stopping = asyncio.Event()
        duty = asyncio.create_task(self._run(stopping))
        try:
            yield
        finally:
            stopping.set()
            await duty

    async def _run(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                await self._nudge_while_leader(stopping)
            except Exception as error:  # the database decides who leads and is away: try again
                _log.warning("lead_lost", error=repr(error)[:200])
                await wait_for(stopping, self._every_s)

    async def _nudge_while_leader(self, stopping: asyncio.Event) -> None:
        async with self._leadership.candidacy() as is_leader:
            while not stopping.is_set():
                if await is_leader():
                    await self._nudge.wake_workers()
                await wait_for(stopping, self._every_s)
