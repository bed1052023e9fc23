"""The scheduler: one process of all nudges the workers every few seconds, so that no row waits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from gifter_app.workers.job_worker import wait_for
from gifter_domain.shared.jobs import Leadership, Nudge

_log = structlog.get_logger()


class Scheduler:
    """Any number may run; the one that leads works, the others stand by for it."""

    def __init__(self, leadership: Leadership, nudge: Nudge, every_s: float) -> None:
        self._leadership = leadership
        self._nudge = nudge
        self._every_s = every_s

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        stopping = asyncio.Event()
        duty = asyncio.create_task(self._stand(stopping))
        try:
            yield
        finally:
            stopping.set()
            await duty

    async def _stand(self, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            try:
                await self._serve(stopping)
            except Exception as error:  # without the database nobody knows who leads: ask again
                _log.warning("lead_lost", error=repr(error)[:200])
                await wait_for(stopping, self._every_s)

    async def _serve(self, stopping: asyncio.Event) -> None:
        async with self._leadership.candidacy() as leads:
            while not stopping.is_set():
                if await leads():
                    await self._nudge.wake_workers()
                await wait_for(stopping, self._every_s)
