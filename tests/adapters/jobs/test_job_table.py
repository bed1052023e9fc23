"""The job table on a real PostgreSQL: enqueueing, leases, retries and deletion."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text

from builders.core.clocks import FixedClock
from builders.core.locks import until_somebody_waits
from builders.core.reactions import the_reactions
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.operations.jobs import PostgresJobLeases
from gifter_adapters.postgres.transaction import PostgresTransactions
from gifter_adapters.system import Uuid7Factory
from gifter_domain.shared.jobs import LEASE, MAX_ATTEMPTS, Job, JobKind, NewJob

KIND = JobKind.EMBED_PRODUCT
SECOND = timedelta(seconds=1)


def new_job(key: str, **payload: str) -> NewJob:
    return NewJob(KIND, key, payload or {"productId": key})


class Queue:
    """The actions of the tests, under short names."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.clock = clock
        self.database = database
        self.leases = PostgresJobLeases(database)
        self.transactions = PostgresTransactions(
            database, Uuid7Factory(), clock, the_reactions(clock)
        )

    async def enqueue(self, *jobs: NewJob) -> int:
        async with self.transactions() as tx:
            return await tx.jobs.enqueue(jobs)

    async def lease(self, limit: int = 100) -> list[Job]:
        return list(await self.leases.lease(KIND, limit, self.clock.now()))

    async def lease_one(self) -> Job:
        (job,) = await self.lease()
        return job

    async def fail(self, job: Job, *, retry: bool = True) -> None:
        retry_at = self.clock.now() + SECOND if retry else None
        await self.leases.fail(job, "Trouble: here", retry_at, self.clock.now())

    async def rows(self, columns: str = "state") -> list[tuple[object, ...]]:
        statement = text(f"SELECT {columns} FROM job ORDER BY created_at, id")
        async with self.database.reads() as connection:
            return [tuple(row) for row in await connection.execute(statement)]


@pytest.fixture
async def queue(database_url: str) -> AsyncIterator[Queue]:
    database = Database(database_url, pool_size=10)
    yield Queue(database, FixedClock())
    await database.close()


async def test_a_job_exists_once_its_transaction_commits(queue: Queue) -> None:
    with suppress(ZeroDivisionError):
        async with queue.transactions() as tx:
            await tx.jobs.enqueue([new_job("a")])
            raise ZeroDivisionError
    async with queue.transactions() as tx:
        await tx.jobs.enqueue([new_job("b", productId="b", note="£ and 🎁")])
        assert await queue.lease() == []

    job = await queue.lease_one()

    assert job.payload == {"productId": "b", "note": "£ and 🎁"}
    assert job.attempts == 1


async def test_a_job_with_the_same_key_waits_only_once(queue: Queue) -> None:
    assert await queue.enqueue(new_job("a"), new_job("b"), new_job("a")) == 2
    assert await queue.enqueue(new_job("b"), new_job("c")) == 1
    assert await queue.enqueue() == 0

    assert len(await queue.lease()) == 3


async def test_a_job_enqueued_while_its_predecessor_runs_is_a_second_job(queue: Queue) -> None:
    await queue.enqueue(new_job("a"))
    running = await queue.lease_one()

    assert await queue.enqueue(new_job("a")) == 1
    again = await queue.lease_one()

    assert again.id != running.id


async def test_a_waiting_job_is_not_leased_while_a_transaction_replaces_it(
    queue: Queue,
) -> None:
    """Otherwise a worker would read the old text, and the new text would have no job."""
    await queue.enqueue(new_job("a"))

    async with queue.transactions() as tx:
        assert await tx.jobs.enqueue([new_job("a")]) == 0
        assert await queue.lease() == []

    assert await queue.lease_one()


async def test_enqueueing_waits_for_a_lease_of_the_same_key(
    queue: Queue,
) -> None:
    await queue.enqueue(new_job("a"))
    async with queue.database.transaction() as taking:
        await taking.execute(text("UPDATE job SET state = 'RUNNING', leased_until = now()"))
        enqueueing = asyncio.create_task(queue.enqueue(new_job("a")))
        await until_somebody_waits(queue.database)

    assert await enqueueing == 1
    assert await queue.rows() == [("RUNNING",), ("QUEUED",)]


async def test_transactions_that_enqueue_the_same_jobs_do_not_block_each_other(
    queue: Queue,
) -> None:
    jobs = [new_job(f"{number}") for number in range(50)]
    orders = [jobs, jobs[::-1]] * 4

    added = await asyncio.gather(*(queue.enqueue(*order) for order in orders))

    assert sum(added) == 50


async def test_workers_never_get_the_same_job(queue: Queue) -> None:
    await queue.enqueue(*(new_job(f"{number}") for number in range(200)))

    leases = await asyncio.gather(*(queue.lease(30) for _ in range(10)))

    ids = [job.id for claim in leases for job in claim]
    assert len(ids) == len(set(ids)) == 200


async def test_due_jobs_are_claimed_oldest_first(queue: Queue) -> None:
    for key in "abc":
        await queue.enqueue(new_job(key))
        queue.clock.move(SECOND)
    queue.clock.move(-2 * SECOND)

    assert [job.payload["productId"] for job in await queue.lease(1)] == ["a"]
    assert [job.payload["productId"] for job in await queue.lease()] == ["b"]


async def test_a_job_with_an_expired_lease_is_due_again_and_its_old_worker_cannot_end_it(
    queue: Queue,
) -> None:
    await queue.enqueue(new_job("a"))
    lost = await queue.lease_one()
    assert await queue.leases.release_expired(queue.clock.now()) == 0
    queue.clock.move(LEASE)

    assert await queue.leases.release_expired(queue.clock.now()) == 1
    taken = await queue.lease_one()
    await queue.leases.succeed([lost], queue.clock.now())
    await queue.fail(lost)
    await queue.fail(lost, retry=False)

    assert (taken.id, taken.attempts) == (lost.id, 2)
    assert await queue.rows() == [("RUNNING",)]
    await queue.leases.succeed([taken], queue.clock.now())
    assert await queue.rows() == [("SUCCEEDED",)]


async def test_only_the_worker_with_the_lease_can_renew_it(queue: Queue) -> None:
    await queue.enqueue(new_job("a"), new_job("b"))
    leased, lost = await queue.lease()
    await queue.fail(lost)
    queue.clock.move(LEASE / 2)

    await queue.leases.renew([leased, lost], queue.clock.now())
    queue.clock.move(LEASE / 2)

    assert await queue.leases.release_expired(queue.clock.now()) == 0
    assert sorted(await queue.rows()) == [("QUEUED",), ("RUNNING",)]


async def test_a_failed_job_waits_for_its_retry_and_keeps_its_error(queue: Queue) -> None:
    await queue.enqueue(new_job("a"))
    await queue.fail(await queue.lease_one())

    assert await queue.rows("state, last_error") == [("QUEUED", "Trouble: here")]
    assert await queue.lease() == []
    queue.clock.move(SECOND)
    assert (await queue.lease_one()).attempts == 2


async def test_a_job_that_was_given_up_keeps_its_error_and_is_never_due(queue: Queue) -> None:
    await queue.enqueue(new_job("a"))
    await queue.fail(await queue.lease_one(), retry=False)
    queue.clock.move(timedelta(days=30))

    assert await queue.lease() == []
    assert await queue.rows("state, last_error") == [("FAILED", "Trouble: here")]
    assert await queue.enqueue(new_job("a")) == 1


async def test_a_job_whose_workers_all_die_is_given_up(queue: Queue) -> None:
    await queue.enqueue(new_job("a"))
    for _ in range(MAX_ATTEMPTS):
        await queue.lease_one()
        queue.clock.move(LEASE)
        await queue.leases.release_expired(queue.clock.now())

    ((state, error),) = await queue.rows("state, last_error")
    assert state == "FAILED"
    assert str(error).startswith("lease ran out")


async def test_enqueueing_a_waiting_job_again_resets_it(queue: Queue) -> None:
    await queue.enqueue(new_job("a"))
    for _ in range(MAX_ATTEMPTS - 1):
        await queue.fail(await queue.lease_one())
        queue.clock.move(SECOND)
    queue.clock.move(-SECOND)
    assert await queue.lease() == []

    assert await queue.enqueue(new_job("a", productId="a", text="new")) == 0

    job = await queue.lease_one()
    assert (job.attempts, job.payload["text"]) == (1, "new")


@pytest.mark.parametrize("lost", [False, True])
async def test_a_retry_yields_to_a_newer_job_of_its_key(queue: Queue, lost: bool) -> None:
    await queue.enqueue(new_job("a"))
    old = await queue.lease_one()
    await queue.enqueue(new_job("a"))

    if lost:
        queue.clock.move(LEASE)
        await queue.leases.release_expired(queue.clock.now())
    else:
        await queue.fail(old)

    assert await queue.rows() == [("CANCELLED",), ("QUEUED",)]


async def test_a_retry_yields_to_a_newer_job_that_commits_at_that_moment(
    queue: Queue,
) -> None:
    await queue.enqueue(new_job("a"))
    old = await queue.lease_one()

    async with queue.transactions() as tx:
        await tx.jobs.enqueue([new_job("a")])
        failing = asyncio.create_task(queue.fail(old))
        await until_somebody_waits(queue.database)
    await failing

    assert await queue.rows() == [("CANCELLED",), ("QUEUED",)]


async def test_only_finished_jobs_are_deleted_up_to_a_limit(queue: Queue) -> None:
    await queue.enqueue(*(new_job(f"{number}") for number in range(5)))
    done = await queue.lease(3)
    await queue.leases.succeed(done, queue.clock.now())
    await queue.lease(1)
    later = queue.clock.now() + SECOND

    assert await queue.leases.delete_finished(queue.clock.now(), 100) == 0
    assert await queue.leases.delete_finished(later, 2) == 2
    assert await queue.leases.delete_finished(later, 2) == 1
    assert sorted(await queue.rows()) == [("QUEUED",), ("RUNNING",)]
