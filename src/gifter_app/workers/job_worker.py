"""The worker of a process: looks for what is due when nudged, and from time to time by itself."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import structlog

from gifter_app.use_cases.operations.run_due_jobs import RunDueJobs
from gifter_domain.shared.jobs import NudgeListener

_log = structlog.get_logger()

# Does what is due until nothing is, or to the end of the batch in which the question turned true.
Duty = Callable[[Callable[[], bool]], Awaitable[object]]


class JobWorker:
    """Runs due jobs, one batch at a time; nudges that come meanwhile make it look once more.

    `poll_s`: the longest time between two looks, so that lost nudges only cost time.
    `sweeps` end a look: what must happen once a time is over. Several workers may do them at once.
    `beside`: other duties, each with looks of its own, so that none waits for jobs that take long.
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
        """Works while the block runs, beginning at once; ends with the batches under way."""
        stopping = asyncio.Event()
        nudged = [asyncio.Event() for _ in self._duties]

        def hear() -> None:
            for each in nudged:
                each.set()

        async with self._nudges.listening(hear):
            work = [
                asyncio.create_task(self._work(duty, each, stopping))
                for duty, each in zip(self._duties, nudged, strict=True)
            ]
            try:
                yield
            finally:
                stopping.set()
                hear()
                await asyncio.gather(*work)

    async def _work(self, duty: Duty, nudged: asyncio.Event, stopping: asyncio.Event) -> None:
        while not stopping.is_set():
            nudged.clear()
            try:
                await duty(stopping.is_set)
            except Exception:  # the database is away, most likely: look again later
                _log.exception("duty_not_done")
            await wait_for(nudged, self._poll_s)

    async def _run_jobs_and_sweep(self, stopping: Callable[[], bool]) -> None:
        await self._run_due_jobs.execute(stopping)
        for sweep in self._sweeps:
            await sweep()


async def wait_for(event: asyncio.Event, at_most_s: float) -> None:
    """Returns when the event is set, or after the time."""
    try:
        await asyncio.wait_for(event.wait(), at_most_s)
    except TimeoutError:
        return
