"""Durable jobs: work that a committed row guarantees, tried until it succeeds or is given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

MAX_ATTEMPTS = 8
LEASE = timedelta(seconds=120)
_FIRST_DELAY = timedelta(seconds=2)
_LONGEST_DELAY = timedelta(hours=1)


class JobKind(StrEnum):
    EMBED_PRODUCT = "embed_product"


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
    """A job that this worker holds until `leased_until`; `attempts` counts the present one."""

    id: str
    kind: JobKind
    payload: Mapping[str, str]
    attempts: int
    leased_until: datetime


def retry_delay(attempts: int, jitter: float) -> timedelta | None:
    """How long to wait after the given number of failed attempts; None: give up.

    Exponential from two seconds to one hour, spread over half to all of it by `jitter` in [0, 1)
    ("equal jitter"), so that jobs that failed together do not come back together.
    """
    if attempts >= MAX_ATTEMPTS:
        return None
    full = min(_FIRST_DELAY * 2 ** (attempts - 1), _LONGEST_DELAY)
    return full * (0.5 + jitter / 2)


class JobQueue(Protocol):
    """Jobs as rows, seen from inside the caller's transaction."""

    async def enqueue(self, jobs: Sequence[NewJob]) -> int:
        """Adds jobs, due at once; one whose kind and dedupe key already waits is not added again.

        Returns how many were added. They exist once the transaction commits.
        """
        ...


class JobLeases(Protocol):
    """Jobs as seen by a worker; each method is a transaction of its own."""

    async def claim(self, limit: int, now: datetime) -> Sequence[Job]:
        """Up to `limit` due jobs of one kind, leased to the caller; jobs whose lease ran out too.

        A job may be given out again after its lease: handlers must be idempotent.
        """
        ...

    async def succeed(self, job: Job, now: datetime) -> None:
        """Ends the job; nothing happens if another worker has taken it over meanwhile."""
        ...

    async def fail(self, job: Job, error: str, retry_at: datetime | None, now: datetime) -> None:
        """Puts the job back until `retry_at`, or gives it up (None), keeping the error's text."""
        ...


class Nudge(Protocol):
    async def look_now(self) -> None:
        """Tells some worker, after commit, that rows are due. May be lost or doubled; never raises."""
        ...
