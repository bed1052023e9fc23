"""The job table: a transaction enqueues jobs, and workers lease them row by row."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import asyncpg
from sqlalchemy import TextClause, text

from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.expiry import expired
from gifter_domain.shared.jobs import LEASE, MAX_ATTEMPTS, Job, JobKind, JobState, NewJob
from gifter_domain.shared.system import Clock, IdFactory

_AT_ONCE = 64  # rows that are made in less than a millisecond

# DO UPDATE and not DO NOTHING: it locks the waiting row. Otherwise a worker could lease the job
# before the commit, and read data that this transaction is about to replace.
_ENQUEUE = text("""
    INSERT INTO job (id, kind, dedupe_key, payload, run_after)
    SELECT id, kind, dedupe_key, payload::jsonb, :now
    FROM unnest(CAST(:ids AS text[]), CAST(:kinds AS text[]), CAST(:keys AS text[]),
                CAST(:payloads AS text[])) AS enqueued (id, kind, dedupe_key, payload)
    ON CONFLICT (kind, dedupe_key) WHERE state = 'QUEUED'
    DO UPDATE SET payload = excluded.payload, run_after = excluded.run_after, attempts = 0,
                  updated_at = excluded.run_after
    RETURNING xmax = 0 AS added
""")

_LEASE_DUE = text("""
    WITH due AS MATERIALIZED (
        SELECT id FROM job
        WHERE kind = :kind AND state = 'QUEUED' AND run_after <= :now
        ORDER BY run_after, id LIMIT :limit
        FOR UPDATE SKIP LOCKED
    )
    UPDATE job SET state = 'RUNNING', attempts = attempts + 1, started_at = :now,
                   leased_until = :leased_until, updated_at = :now
    FROM due WHERE job.id = due.id
    RETURNING job.id, kind, payload, attempts, started_at
""")

_RENEW_OR_SUCCEED = text("""
    UPDATE job SET state = :state, leased_until = :leased_until, finished_at = :finished_at,
                   updated_at = :now
    FROM unnest(CAST(:ids AS text[]), CAST(:attempts AS integer[]),
                CAST(:starts AS timestamptz[])) AS leased (id, attempts, started_at)
    WHERE job.id = leased.id AND state = 'RUNNING'
      AND job.attempts = leased.attempts AND job.started_at = leased.started_at
""")
_GIVE_UP = text("""
    UPDATE job SET state = 'FAILED', leased_until = NULL, last_error = :error,
                   finished_at = :now, updated_at = :now
    WHERE id = :id AND state = 'RUNNING' AND attempts = :attempts AND started_at = :started_at
""")
_RETRY = text("""
    WITH newer AS (
        SELECT count(*) > 0 AS waits FROM job waiting JOIN job USING (kind, dedupe_key)
        WHERE job.id = :id AND waiting.state = 'QUEUED'
    )
    UPDATE job SET state = CASE WHEN waits THEN 'CANCELLED' ELSE 'QUEUED' END,
                   finished_at = CASE WHEN waits THEN CAST(:now AS timestamptz) END,
                   run_after = :retry_at, leased_until = NULL, last_error = :error,
                   updated_at = :now
    FROM newer
    WHERE id = :id AND state = 'RUNNING' AND attempts = :attempts AND started_at = :started_at
""")

_EXPIRED = text(f"""
    SELECT id, kind, payload, attempts, started_at FROM job
    WHERE state = 'RUNNING' AND {expired("job", column="leased_until")} AND kind = ANY(:kinds)
""")
_DELETE_FINISHED = text("""
    DELETE FROM job WHERE id IN (
        SELECT id FROM job
        WHERE finished_at < :before AND state NOT IN ('QUEUED', 'RUNNING')
        ORDER BY finished_at LIMIT :limit FOR UPDATE SKIP LOCKED
    )
""")


class PostgresJobs:
    """Implements `JobQueue` on the caller's transaction."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock

    async def enqueue(self, jobs: Sequence[NewJob]) -> int:
        payloads = {(job.kind.value, job.dedupe_key): job.payload for job in jobs}
        keys, added = sorted(payloads), 0
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            params = {
                "ids": [self._ids.new_id() for _ in part],
                "kinds": [kind for kind, _ in part],
                "keys": [key for _, key in part],
                "payloads": [json.dumps(dict(payloads[key])) for key in part],
                "now": self._clock.now(),
            }
            rows = await self._connection.execute(_ENQUEUE, params)
            added += sum(row.added for row in rows)
        return added


class PostgresJobLeases:
    """Implements `JobLeases`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lease(self, kind: JobKind, limit: int, now: datetime) -> Sequence[Job]:
        params = {"kind": kind, "limit": limit, "now": now, "leased_until": now + LEASE}
        async with self._database.autocommit() as connection:
            rows = await connection.execute(_LEASE_DUE, params)
            return [_to_job(row) for row in rows]

    async def renew(self, jobs: Sequence[Job], now: datetime) -> None:
        params = {"state": JobState.RUNNING, "leased_until": now + LEASE, "finished_at": None}
        await self._execute(_RENEW_OR_SUCCEED, params | _attempts(jobs) | {"now": now})

    async def succeed(self, jobs: Sequence[Job], now: datetime) -> None:
        params = {"state": JobState.SUCCEEDED, "leased_until": None, "finished_at": now}
        await self._execute(_RENEW_OR_SUCCEED, params | _attempts(jobs) | {"now": now})

    async def fail(self, job: Job, error: str, retry_at: datetime | None, now: datetime) -> None:
        params = {"id": job.id, "attempts": job.attempts, "started_at": job.started_at}
        params |= {"error": error, "now": now}
        if retry_at is None:
            await self._execute(_GIVE_UP, params)
            return
        try:
            await self._execute(_RETRY, params | {"retry_at": retry_at})
        except asyncpg.UniqueViolationError:  # uq_job_waiting: a newer job came; now it is seen
            await self._execute(_RETRY, params | {"retry_at": retry_at})

    async def release_expired(self, now: datetime) -> int:
        async with self._database.reads() as connection:
            # Jobs of a newer release's kinds are left to a worker that knows them.
            params = {"now": now, "kinds": list(JobKind)}
            jobs = [_to_job(row) for row in await connection.execute(_EXPIRED, params)]
        # One row at a time: a retry waits for a transaction that enqueues the same key, and a wait
        # with other rows locked could be a deadlock.
        for job in jobs:
            retry_at = now if job.attempts < MAX_ATTEMPTS else None
            await self.fail(job, "lease ran out: the worker stopped or hung", retry_at, now)
        return len(jobs)

    async def delete_finished(self, before: datetime, limit: int) -> int:
        return await self._execute(_DELETE_FINISHED, {"before": before, "limit": limit})

    async def _execute(self, statement: TextClause, params: dict[str, Any]) -> int:
        async with self._database.autocommit() as connection:
            return await connection.count(statement, params)


def _attempts(jobs: Sequence[Job]) -> dict[str, Any]:
    return {
        "ids": [job.id for job in jobs],
        "attempts": [job.attempts for job in jobs],
        "starts": [job.started_at for job in jobs],
    }


def _to_job(row: Record) -> Job:
    return Job(row.id, JobKind(row.kind), row.payload, row.attempts, row.started_at)
