"""The worker of a process, which looks for due work when it is nudged and at regular intervals."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog

from gifter_app.use_cases.operations.run_due_jobs import RunDueJobs
from gifter_domain.shared.jobs import NudgeListener

_log = structlog.get_logger()

# A repeated piece of work. It handles batches until nothing is due, or until the callable that it
# gets (whether the worker is stopping) returns true.
Duty = Callable[[Callable[[], bool]], Awaitable[object]]


class JobWorker:
    """Runs due jobs, one batch at a time. A nudge during the work makes it look for work again.

    - `poll_s` is the longest time between two looks, so that a lost nudge only causes a delay.
    - `sweeps` run after the jobs of each look, such as releasing expired leases. Several workers
      may run them at the same time.
    - `other_duties` run concurrently with the jobs, so that they do not wait for slow ones.
    """

    def __init__(
        self,
        nudges: NudgeListener,
        run_due_jobs: RunDueJobs,
        poll_s: float,
        sweeps: Sequence[Callable[[], Awaitable[None]]] = (),
        other_duties: Sequence[Duty] = (),
    ) -> None:
        self._nudges = nudges
        self._run_due_jobs = run_due_jobs
        self._sweeps = sweeps
        self._duties: Sequence[Duty] = (self._run_jobs_and_sweep, *other_duties)
        self._poll_s = poll_s

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Works during the block, starting immediately. At its end finishes the current batches."""
        stopping = asyncio.Event()
        nudged = [asyncio.Event() for _ in self._duties]

        def nudge_all() -> None:
            for each in nudged:
                each.set()

        async with self._nudges.listening(nudge_all):
            work = [
                asyncio.create_task(self._work(duty, each, stopping))
                for duty, each in zip(self._duties, nudged, strict=True)
            ]
            try:
                yield
            finally:
                stopping.set()
                nudge_all()
                await asyncio.gather(*work)

    async def _work(self, duty: Duty, nudged: asyncio.Event, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            nudged.clear()
            try:
                await duty(stopping.is_set)
            except Exception:  # most likely the database is unavailable: try again later
                _log.exception("duty_not_done")
            await wait_for(nudged, self._poll_s)

    async def _run_jobs_and_sweep(self, stopping: Callable[[], bool]) -> None:
        await self._run_due_jobs.execute(stopping)
        for sweep in self._sweeps:
            await sweep()


async def wait_for(event: asyncio.Event, at_most_s: float) -> None:
    """Waits until the event is set, at most so many seconds."""
    try:
        await asyncio.wait_for(event.wait(), at_most_s)
    except TimeoutError:
        return
