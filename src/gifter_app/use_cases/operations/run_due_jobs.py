"""Runs the jobs that are due, and records how each went."""

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
_TIME_LIMIT_S = LEASE.total_seconds() * 3 / 4  # a handler ends before its lease does
_KEPT = timedelta(days=14)
_DELETED_AT_ONCE = 1_000
_ABSENCES = 2
_ERROR_CHARS = 300


class RunDueJobs:
    """Jobs of a kind are handed to the kind's handler in batches.

    - A handler gets the payloads of a batch, in order; it must be idempotent.
    - Of a batch that fails, each job runs by itself, so that one bad job holds back no other. Once
      a second one finds that something we depend on is away, the rest fail without being tried.
    - A failed job comes back later and later, until it is given up with its error kept.
    - Jobs whose worker is gone are due again; those that ended 14 days ago are deleted.
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
        """Goes on until nothing is due, or to the end of the batch in which `stopping` turned true.

        Returns how many jobs were taken.
        """
        taken = 0
        await self._leases.release_expired(self._now)
        for kind, handler in self._handlers.items():
            while not stopping() and (jobs := await self._leases.claim(kind, _BATCH, self._now)):
                await self._run(handler, jobs)
                taken += len(jobs)
        await self._leases.delete_finished(self._now - _KEPT, _DELETED_AT_ONCE)
        return taken

    async def _run(self, handler: JobHandler, jobs: Sequence[Job]) -> None:
        error = await _error_of(handler, jobs)
        if error is None:
            await self._leases.succeed(jobs, self._now)
        elif len(jobs) == 1:
            await self._fail(jobs[0], error)
        else:
            await self._run_singly(handler, jobs)

    async def _run_singly(self, handler: JobHandler, jobs: Sequence[Job]) -> None:
        absences = 0
        for place, job in enumerate(jobs):
            await self._leases.renew(jobs[place:], self._now)
            error = await _error_of(handler, [job])
            if error is None:
                await self._leases.succeed([job], self._now)
                continue
            await self._fail(job, error)
            absences += isinstance(error, Unavailable | TimeoutError)
            if absences == _ABSENCES:
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
            error=_told(error),
            exc_info=None if isinstance(error, GifterError) else error,
        )
        await self._leases.fail(job, _told(error), retry_at, self._now)

    @property
    def _now(self) -> datetime:
        return self._clock.now()


async def _error_of(handler: JobHandler, jobs: Sequence[Job]) -> Exception | None:
    try:
        async with asyncio.timeout(_TIME_LIMIT_S):
            await handler([job.payload for job in jobs])
    except Exception as error:  # whatever a handler raises is the outcome of its jobs
        return error
    return None


def _told(error: Exception) -> str:
    """The error's type and first line: the lines below it are SQL and its parameters."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:_ERROR_CHARS]
