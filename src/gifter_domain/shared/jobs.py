"""Durable jobs: a committed row guarantees that work is tried until it succeeds or is given up."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

MAX_ATTEMPTS = 10
LEASE = timedelta(seconds=120)
_FIRST_DELAY = timedelta(seconds=2)
_LONGEST_DELAY = timedelta(hours=1)
_GROWTH = 4


class JobKind(StrEnum):
    JUDGE_PRODUCT = "judge_product"  # before vectors: it keeps people safe, and is quick
    EMBED_PRODUCT = "embed_product"
    EMBED_TASTE_PROFILE = "embed_taste_profile"
    PHRASE_QUESTIONS = "phrase_questions"
    RERANK_RECOMMENDATION = "rerank_recommendation"


class JobState(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to enqueue. At most one job of a kind and dedupe key waits at a time."""

    kind: JobKind
    dedupe_key: str
    payload: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a worker leased at `started_at`; `attempts` includes the present attempt.

    The pair of the two identifies the lease: a later lease of the same job has another pair.
    """

    id: str
    kind: JobKind
    payload: Mapping[str, str]
    attempts: int
    started_at: datetime


def retry_delay(attempts: int, jitter: float) -> timedelta | None:
    """Returns how long to wait after so many failed attempts, or None to give up.

    The delay grows fourfold from two seconds to one hour. `jitter` in [0, 1) spreads it over the
    upper half ("equal jitter"), so that jobs that failed together are not retried together. All
    attempts span two to four hours, so that an outage of a provider does not lose work.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    full: timedelta = min(_FIRST_DELAY * _GROWTH ** (attempts - 1), _LONGEST_DELAY)
    return full * (0.5 + jitter / 2)


class JobQueue(Protocol):
    """Adds jobs from inside the caller's transaction."""

    async def enqueue(self, jobs: Sequence[NewJob]) -> int:
        """Adds jobs that are due at once and returns how many were added. May be repeated.

        If a job of the same kind and dedupe key waits already, that job becomes due at once
        instead. No worker leases a job between this call and the commit, so the job sees what the
        transaction wrote. Pass several jobs in one call: it adds them in a fixed order, so that two
        transactions cannot deadlock.
        """
        ...


class JobsTransaction(Protocol):
    @property
    def jobs(self) -> JobQueue: ...


class JobLeases(Protocol):
    """Jobs as a worker sees them. Each method is a transaction of its own."""

    async def lease(self, kind: JobKind, limit: int, now: datetime) -> Sequence[Job]:
        """Leases up to `limit` due jobs of one kind to the caller for `LEASE`, oldest first.

        A job may be leased again once its lease has expired, so handlers must be idempotent.
        """
        ...

    async def renew(self, jobs: Sequence[Job], now: datetime) -> None:
        """Extends the leases of the jobs that the caller still has."""
        ...

    async def succeed(self, jobs: Sequence[Job], now: datetime) -> None:
        """Marks the jobs as succeeded, except those that another worker has leased in the
        meantime.
        """
        ...

    async def fail(self, job: Job, error: str, retry_at: datetime | None, now: datetime) -> None:
        """Stores the error and puts the job back until `retry_at`, or gives it up if that is None.

        If a newer job of the same kind and key waits already, this one is cancelled. Nothing
        happens if another worker has leased the job in the meantime.
        """
        ...

    async def release_expired(self, now: datetime) -> int:
        """Makes jobs with an expired lease due again, because their worker is gone. Returns how
        many.

        A job with `MAX_ATTEMPTS` attempts is given up, since it may be the job that kills its
        workers.
        """
        ...

    async def delete_finished(self, before: datetime, limit: int) -> int:
        """Deletes up to `limit` jobs that finished before the instant; returns how many."""
        ...


class Nudge(Protocol):
    async def wake_workers(self) -> None:
        """Tells workers, after commit, that rows are due. May be lost or doubled; never raises."""
        ...


class NudgeListener(Protocol):
    def listening(self, hear: Callable[[], None]) -> AbstractAsyncContextManager[None]:
        """Calls `hear` for each nudge that arrives while the block runs.

        Does not raise if the transport of nudges is down, and continues once it is back.
        """
        ...


class Nudges(Nudge, NudgeListener, Protocol):
    """Both ends of the nudges, and their transport."""

    async def ping(self) -> bool:
        """Returns whether the transport answers."""
        ...

    async def failure(self) -> str | None:
        """Returns the reason why the transport cannot be used, or None."""
        ...

    async def close(self) -> None: ...


class Leadership(Protocol):
    """Chooses one leader among the processes that can do a duty."""

    def candidacy(self) -> AbstractAsyncContextManager[Callable[[], Awaitable[bool]]]:
        """Yields a callable that returns whether this process is the leader. Call it before each
        action.

        The callable raises `Unavailable` if that cannot be known any more: another process may lead
        by then, and a new candidacy is needed. Leaving the block gives the lead up.
        """
        ...
