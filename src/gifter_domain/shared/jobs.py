"""Durable jobs: work that a committed row guarantees, tried until it succeeds or is given up."""

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
    EMBED_PRODUCT = "embed_product"
    EMBED_TASTE_PROFILE = "embed_taste_profile"
    PHRASE_QUESTIONS = "phrase_questions"


class JobState(StrEnum):
    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class NewJob:
    """A wish for work: at most one job of a kind and dedupe key waits at a time."""

    kind: JobKind
    dedupe_key: str
    payload: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Job:
    """A job that a worker took at `started_at`; `attempts` counts the present one.

    The two together name the taking: whoever takes the job later gets another pair.
    """

    id: str
    kind: JobKind
    payload: Mapping[str, str]
    attempts: int
    started_at: datetime


def retry_delay(attempts: int, jitter: float) -> timedelta | None:
    """How long to wait after the given number of failed attempts; None: give up.

    Grows fourfold from two seconds to one hour, spread over half to all of it by `jitter` in
    [0, 1) ("equal jitter"), so that jobs that failed together do not come back together. All
    attempts span two to four hours, so that a provider's outage does not lose work.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    full: timedelta = min(_FIRST_DELAY * _GROWTH ** (attempts - 1), _LONGEST_DELAY)
    return full * (0.5 + jitter / 2)


class JobQueue(Protocol):
    """Jobs as rows, seen from inside the caller's transaction."""

    async def enqueue(self, jobs: Sequence[NewJob]) -> int:
        """Adds jobs, due at once; a job that waits already takes the wish over and is due at once.

        No worker takes a job between this call and the commit, so the job sees what the
        transaction wrote. Returns how many were added. May be repeated. Several jobs belong in
        one call: it takes them in one order, so that two transactions cannot block each other.
        """
        ...


class JobsTransaction(Protocol):
    @property
    def jobs(self) -> JobQueue: ...


class JobLeases(Protocol):
    """Jobs as seen by a worker; each method is a transaction of its own."""

    async def claim(self, kind: JobKind, limit: int, now: datetime) -> Sequence[Job]:
        """Up to `limit` due jobs of one kind, oldest first, leased to the caller for `LEASE`.

        A job may be given out again after its lease: handlers must be idempotent.
        """
        ...

    async def renew(self, jobs: Sequence[Job], now: datetime) -> None:
        """Starts the leases anew, of those jobs that the caller still holds."""
        ...

    async def succeed(self, jobs: Sequence[Job], now: datetime) -> None:
        """Ends the jobs; nothing happens to one that another worker has taken over meanwhile."""
        ...

    async def fail(self, job: Job, error: str, retry_at: datetime | None, now: datetime) -> None:
        """Puts the job back until `retry_at`, or gives it up (None), keeping the error's text.

        Where a newer job of its kind and key waits already, that one does the work and this one
        is cancelled. Nothing happens if another worker has taken the job over meanwhile.
        """
        ...

    async def release_expired(self, now: datetime) -> int:
        """Makes jobs whose lease ran out due again, as their worker is gone; returns how many.

        One that was taken `MAX_ATTEMPTS` times is given up: it may be what ends its workers.
        """
        ...

    async def delete_finished(self, before: datetime, limit: int) -> int:
        """Deletes up to `limit` jobs that ended before the instant; returns how many."""
        ...


class Nudge(Protocol):
    async def wake_workers(self) -> None:
        """Tells a worker, after commit, that rows are due. May be lost or doubled; never raises."""
        ...


class NudgeListener(Protocol):
    def listening(self, hear: Callable[[], None]) -> AbstractAsyncContextManager[None]:
        """Calls `hear` for each nudge that arrives while the block runs.

        Never raises when what carries the nudges is away; goes on when it is back.
        """
        ...


class Leadership(Protocol):
    """Of all processes that could do a duty, one does."""

    def candidacy(self) -> AbstractAsyncContextManager[Callable[[], Awaitable[bool]]]:
        """Gives a question: whether this process leads now, which it may from then on.

        Asked before each act of the duty. Raises `Unavailable` once it cannot be known: another
        may lead then, and a new candidacy has to be stood. Leaving the block ends the lead.
        """
        ...
