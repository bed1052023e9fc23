"""Worker and scheduler together in one process, for `gifter dev` and `gifter demo`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gifter_app.workers.job_worker import JobWorker
from gifter_app.workers.scheduler import Scheduler


@asynccontextmanager
async def background_work(worker: JobWorker, scheduler: Scheduler) -> AsyncIterator[None]:
    """Both run while the block does; what is under way at its end is finished."""
    async with worker.running(), scheduler.running():
        yield
