"""The worker runs due jobs with and without nudges, and loses none when it is stopped or killed."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlalchemy import text

from builders.ai.embedders import CountingEmbedder
from builders.ai.embedding_jobs import embedded_products, enqueue_embedding, job_states, until_done
from builders.ai.products_to_embed import put_products
from builders.core.clocks import FixedClock
from builders.servers.valkey import valkey, valkey_socket
from gifter_app.container import Container
from gifter_app.workers.worker import Worker
from gifter_domain.shared.jobs import LEASE

NEVER_S = 600.0
TESTS = Path(__file__).parents[2]


@pytest.fixture
def embedder(container: Container) -> CountingEmbedder:
    embedder = CountingEmbedder()
    container.embedder.override(embedder)
    return embedder


@pytest.fixture
def valkey_url(container: Container) -> Iterator[str]:
    with valkey_socket() as socket, valkey(socket) as url:
        container.redis_url.override(url)
        yield url


def worker(container: Container, poll_s: float) -> Worker:
    return Worker(container.nudges(), [container.workers().run_due_jobs.execute], poll_s)


async def test_a_worker_looks_for_jobs_at_its_start_and_at_each_nudge(
    container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea", "b": "mug"})
    await enqueue_embedding(container, "a")

    async with worker(container, NEVER_S).running():
        await until_done(container, "a")
        await enqueue_embedding(container, "b")
        await container.nudges().wake_workers()
        await until_done(container, "b")

    assert embedder.calls == [["tea"], ["mug"]]


async def test_a_nudge_reaches_a_worker_over_valkey(
    valkey_url: str, container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea"})
    async with worker(container, NEVER_S).running():
        await enqueue_embedding(container, "a")
        await container.nudges().wake_workers()
        await until_done(container, "a")
    await container.nudges().close()


async def test_jobs_whose_nudges_were_lost_are_found_by_polling(
    valkey_url: str, container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea", "b": "mug"})
    await enqueue_embedding(container, "a")
    await container.nudges().wake_workers()
    async with Redis.from_url(valkey_url) as redis:
        await redis.flushall()

    async with worker(container, poll_s=0.05).running():
        await enqueue_embedding(container, "b")
        await until_done(container, "a", "b")
    await container.nudges().close()


async def test_without_valkey_jobs_are_done_too(
    container: Container, embedder: CountingEmbedder
) -> None:
    with valkey_socket() as nothing:
        container.redis_url.override(f"unix://{nothing}")
        await put_products(container.database(), {"a": "tea"})

        async with worker(container, poll_s=0.05).running():
            await enqueue_embedding(container, "a")
            await container.nudges().wake_workers()
            await until_done(container, "a")
        await container.nudges().close()


async def test_many_nudges_during_a_batch_cause_one_more_look(container: Container) -> None:
    async def nudge_often(_texts: Sequence[str]) -> None:
        await enqueue_embedding(container, "b", "c")
        for _ in range(10):
            await container.nudges().wake_workers()

    embedder = CountingEmbedder(before=nudge_often)
    container.embedder.override(embedder)
    await put_products(container.database(), {"a": "tea", "b": "mug", "c": "pot"})
    await enqueue_embedding(container, "a")

    async with worker(container, NEVER_S).running():
        await until_done(container, "a", "b", "c")

    assert embedder.calls == [["tea"], ["mug", "pot"]]


async def test_another_duty_does_not_wait_for_the_jobs(container: Container) -> None:
    looked, go_on = asyncio.Event(), asyncio.Event()

    async def wait(_texts: Sequence[str]) -> None:
        await go_on.wait()

    async def look(_stopping: Callable[[], bool]) -> None:
        looked.set()

    container.embedder.override(CountingEmbedder(before=wait))
    await put_products(container.database(), {"a": "tea"})
    await enqueue_embedding(container, "a")
    nudges = container.nudges()
    working = Worker(nudges, [container.workers().run_due_jobs.execute, look], NEVER_S)
    async with asyncio.timeout(10), working.running():
        await looked.wait()
        looked.clear()
        await nudges.wake_workers()
        await looked.wait()
        go_on.set()


async def test_a_stopped_worker_finishes_its_batch(container: Container) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def wait(_texts: Sequence[str]) -> None:
        begun.set()
        await go_on.wait()

    container.embedder.override(CountingEmbedder(before=wait))
    await put_products(container.database(), {"a": "tea"})
    await enqueue_embedding(container, "a")

    async with asyncio.timeout(10), worker(container, NEVER_S).running():
        await begun.wait()
        await enqueue_embedding(container, "b")
        asyncio.get_running_loop().call_later(0.05, go_on.set)

    assert await job_states(container) == {"a": "SUCCEEDED", "b": "QUEUED"}


async def test_a_worker_continues_after_the_database_was_unavailable(
    container: Container, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea"})
    async with worker(container, poll_s=0.02).running():
        await execute(container, "ALTER TABLE job RENAME TO job_away")
        try:
            await asyncio.sleep(0.1)  # long enough for a few failing looks
        finally:
            await execute(container, "ALTER TABLE job_away RENAME TO job")
        await enqueue_embedding(container, "a")
        await until_done(container, "a")


async def execute(container: Container, statement: str) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(text(statement))


async def test_another_worker_does_the_job_of_a_killed_worker_once(
    container: Container, database_url: str, embedder: CountingEmbedder
) -> None:
    await put_products(container.database(), {"a": "tea"})
    await enqueue_embedding(container, "a")
    doomed = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("doomed_worker.py")),
        env=os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": path_of_tests()},
        stdout=asyncio.subprocess.PIPE,
    )
    assert doomed.stdout is not None
    assert await doomed.stdout.readline() == b"embedding\n"
    doomed.kill()
    await doomed.wait()

    assert await container.workers().run_due_jobs.execute() == 0  # its lease has not expired
    later = container.clock().now() + LEASE + timedelta(seconds=1)
    container.clock.override(FixedClock(later))
    container.core.reset()
    container.workers.reset()
    await enqueue_embedding(container, "a")
    await container.workers().run_due_jobs.execute()

    assert await job_states(container) == {"a": "SUCCEEDED"}
    assert await embedded_products(container) == ["a"]
    assert embedder.calls == [["tea"]]


def path_of_tests() -> str:
    return os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])
