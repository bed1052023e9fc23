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


class Worker:
    """Repeats its duties, all at the same time, so that none waits for a slow one.

    Each is done at the start, at each nudge and at least every `poll_s` seconds, so that a lost
    nudge only causes a delay. A nudge during a duty makes it look for work again.
    """

    def __init__(self, nudges: NudgeListener, duties: Sequence[Duty], poll_s: float) -> None:
        self._nudges = nudges
        self._duties = duties
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


def jobs_and_sweeps(
    run_due_jobs: RunDueJobs, sweeps: Sequence[Callable[[], Awaitable[None]]]
) -> Duty:
    """Returns the duty that runs due jobs, then sweeps, such as releasing expired leases.

    Several workers may have it at the same time.
    """

    async def run(stopping: Callable[[], bool]) -> None:
        await run_due_jobs.execute(stopping)
        for sweep in sweeps:
            await sweep()

    return run


async def wait_for(event: asyncio.Event, at_most_s: float) -> None:
    """Waits until the event is set, at most so many seconds."""
    try:
        await asyncio.wait_for(event.wait(), at_most_s)
    except TimeoutError:
        return
