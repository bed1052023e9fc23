"""The worker of a process: looks for due jobs when nudged, and from time to time by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog

from gifter_app.use_cases.run_due_jobs import RunDueJobs
from gifter_domain.shared.jobs import NudgeListener

_log = structlog.get_logger()


class JobWorker:
    """Runs due jobs, one batch at a time; nudges that come meanwhile make it look once more.

    `poll_s`: the longest time between two looks, so that lost nudges only cost time.
    `sweeps` end a look: what must happen once a time is over. Several workers may do them at once.
    """

    def __init__(
        self,
        nudges: NudgeListener,
        run_due_jobs: RunDueJobs,
        poll_s: float,
        sweeps: Sequence[Callable[[], Awaitable[None]]] = (),
    ) -> None:
        self._nudges = nudges
        self._run_due_jobs = run_due_jobs
        self._sweeps = sweeps
        self._poll_s = poll_s

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Works while the block runs, beginning at once; ends with the batch under way."""
        nudged, stopping = asyncio.Event(), asyncio.Event()
        async with self._nudges.listening(nudged.set):
            work = asyncio.create_task(self._work(nudged, stopping))
            try:
                yield
            finally:
                stopping.set()
                nudged.set()
                await work

    async def _work(self, nudged: asyncio.Event, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            nudged.clear()
            try:
                await self._run_due_jobs.execute(stopping.is_set)
                for sweep in self._sweeps:
                    await sweep()
            except Exception:  # the database is away, most likely: look again later
                _log.exception("jobs_not_run")
            await wait_for(nudged, self._poll_s)


async def wait_for(event: asyncio.Event, at_most_s: float) -> None:
    """Returns when the event is set, or after the time."""
    try:
        await asyncio.wait_for(event.wait(), at_most_s)
    except TimeoutError:
        return
