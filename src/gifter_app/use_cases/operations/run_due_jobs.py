"""Running due jobs and recording their outcomes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from gifter_domain.shared.errors import GifterError, Unavailable
from gifter_domain.shared.jobs import LEASE, Job, JobKind, JobLeases, retry_delay
from gifter_domain.shared.system import Clock

_log = structlog.get_logger()

JobHandler = Callable[[Sequence[Mapping[str, str]]], Awaitable[None]]

_BATCH = 64
_TIME_LIMIT_S = LEASE.total_seconds() * 3 / 4  # so that a handler ends before its lease expires
_KEPT = timedelta(days=14)
_DELETED_AT_ONCE = 1_000
_MAX_OUTAGES = 2
_ERROR_CHARS = 300


class RunDueJobs:
    """Leases due jobs in batches and passes each batch to the handler of its kind.

    - A handler gets the payloads of a batch, in order; it must be idempotent.
    - If a batch fails, each of its jobs runs alone, so that one bad job does not stop the others.
      After two of them failed because a service is unavailable, the rest fail without a try.
    - A failed job is retried at growing intervals, until it is given up; its error is stored.
    - Jobs whose lease expired are due again. Jobs that ended 14 days ago are deleted.
    """

    def __init__(
        self,
        leases: JobLeases,
        handlers: Mapping[JobKind, JobHandler],
        clock: Clock,
        jitter: Callable[[], float],
    ) -> None:
        self._leases = leases
        self._handlers = handlers
        self._clock = clock
        self._jitter = jitter

    async def execute(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Runs batches until nothing is due, or until `stopping` returns true after a batch.

        Returns the number of jobs leased.
        """
        leased = 0
        await self._leases.release_expired(self._now)
        for kind, handler in self._handlers.items():
            while not stopping() and (jobs := await self._leases.lease(kind, _BATCH, self._now)):
                await self._run(handler, jobs)
                leased += len(jobs)
        await self._leases.delete_finished(self._now - _KEPT, _DELETED_AT_ONCE)
        return leased

    async def _run(self, handler: JobHandler, jobs: Sequence[Job]) -> None:
        error = await _error_of(handler, jobs)
        if error is None:
            await self._leases.succeed(jobs, self._now)
        elif len(jobs) == 1:
            await self._fail(jobs[0], error)
        else:
            await self._run_singly(handler, jobs)

    async def _run_singly(self, handler: JobHandler, jobs: Sequence[Job]) -> None:
        outages = 0
        for place, job in enumerate(jobs):
            await self._leases.renew(jobs[place:], self._now)
            error = await _error_of(handler, [job])
            if error is None:
                await self._leases.succeed([job], self._now)
                continue
            await self._fail(job, error)
            outages += isinstance(error, Unavailable | TimeoutError)
            if outages == _MAX_OUTAGES:
                for untried in jobs[place + 1 :]:
                    await self._fail(untried, error)
                return

    async def _fail(self, job: Job, error: Exception) -> None:
        delay = retry_delay(job.attempts, self._jitter())
        retry_at = self._now + delay if delay else None
        _log.warning(
            "job_failed" if retry_at else "job_given_up",
            job_id=job.id,
            kind=job.kind,
            attempts=job.attempts,
            error=_first_line(error),
            exc_info=None if isinstance(error, GifterError) else error,
        )
        await self._leases.fail(job, _first_line(error), retry_at, self._now)

    @property
    def _now(self) -> datetime:
        return self._clock.now()


async def _error_of(handler: JobHandler, jobs: Sequence[Job]) -> Exception | None:
    try:
        async with asyncio.timeout(_TIME_LIMIT_S):
            await handler([job.payload for job in jobs])
    except Exception as error:  # any error of a handler is the outcome of its jobs
        return error
    return None


def _first_line(error: Exception) -> str:
    """Returns the error's type and first line; the lines below it are SQL and its parameters."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:_ERROR_CHARS]
