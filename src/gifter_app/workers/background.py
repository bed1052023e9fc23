"""Running the worker and the scheduler in one process, for `gifter dev` and `gifter demo`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gifter_app.workers.scheduler import Scheduler
from gifter_app.workers.worker import Worker


@asynccontextmanager
async def background_work(worker: Worker, scheduler: Scheduler) -> AsyncIterator[None]:
    """Runs both during the block. At its end they finish the work in progress."""
    async with worker.running(), scheduler.running():
        yield
