"""Running due jobs: in batches, with retries, until they succeed or are given up."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from sqlalchemy import text

from builders.ai.embedding_jobs import enqueue_embedding, job_states
from builders.core.clocks import FixedClock
from gifter_app.container import Container
from gifter_app.use_cases.operations.run_due_jobs import JobHandler, RunDueJobs
from gifter_domain.ai.embedding import EmbeddingUnavailable
from gifter_domain.shared.errors import Conflict
from gifter_domain.shared.jobs import MAX_ATTEMPTS, JobKind

HOUR = timedelta(hours=1)


@pytest.fixture
def clock(container: Container) -> FixedClock:
    clock = FixedClock()
    container.clock.override(clock)
    return clock


class Handler:
    """Records the batches it gets, and raises `error` for batches with the product `bad`."""

    def __init__(self, bad: str = "", error: Exception | None = None) -> None:
        self.batches: list[list[str]] = []
        self._bad = bad
        self._error = error

    async def __call__(self, payloads: Sequence[Mapping[str, str]]) -> None:
        keys = [payload["productId"] for payload in payloads]
        self.batches.append(keys)
        if self._error and (self._bad in keys or not self._bad):
            raise self._error


def runner(container: Container, handler: JobHandler) -> RunDueJobs:
    handlers = {JobKind.EMBED_PRODUCT: handler}
    return RunDueJobs(
        container.workers().job_leases, handlers, container.clock(), jitter=lambda: 0.0
    )


async def last_error(container: Container, key: str) -> str:
    query = text("SELECT last_error FROM job WHERE dedupe_key = :key")
    async with container.database().reads() as connection:
        return str(await connection.scalar(query, {"key": key}))


async def test_all_due_jobs_run_in_batches(container: Container, clock: FixedClock) -> None:
    await enqueue_embedding(container, *(f"{number}" for number in range(150)))
    handler = Handler()

    assert await runner(container, handler).execute() == 150

    assert [len(batch) for batch in handler.batches] == [64, 64, 22]
    assert set((await job_states(container)).values()) == {"SUCCEEDED"}


async def test_one_bad_job_does_not_stop_the_others(
    container: Container, clock: FixedClock
) -> None:
    await enqueue_embedding(container, *"abcdef")
    handler = Handler("c", ValueError("no such thing\n[SQL: with secrets]"))

    await runner(container, handler).execute()

    states = await job_states(container)
    assert states.pop("c") == "QUEUED"
    assert set(states.values()) == {"SUCCEEDED"}
    assert await last_error(container, "c") == "ValueError: no such thing"


async def test_a_stored_error_is_shortened(container: Container, clock: FixedClock) -> None:
    await enqueue_embedding(container, "a")

    await runner(container, Handler("a", Conflict("x" * 10_000))).execute()

    assert len(await last_error(container, "a")) == 300


async def test_an_unavailable_provider_is_called_only_a_few_times(
    container: Container, clock: FixedClock
) -> None:
    await enqueue_embedding(container, *(f"{number}" for number in range(60)))
    handler = Handler(error=EmbeddingUnavailable("away"))

    await runner(container, handler).execute()

    assert [len(batch) for batch in handler.batches] == [60, 1, 1]
    assert set((await job_states(container)).values()) == {"QUEUED"}


async def test_a_failed_job_is_retried_later(container: Container, clock: FixedClock) -> None:
    await enqueue_embedding(container, "a")
    await runner(container, Handler("a", Conflict("not now"))).execute()

    assert await runner(container, Handler()).execute() == 0
    clock.move(timedelta(seconds=1))
    assert await runner(container, Handler()).execute() == 1

    assert await job_states(container) == {"a": "SUCCEEDED"}


async def test_a_job_that_always_fails_is_given_up_and_its_error_stored(
    container: Container, clock: FixedClock
) -> None:
    await enqueue_embedding(container, "a")
    handler = Handler("a", Conflict("never"))
    for _ in range(3 * MAX_ATTEMPTS):
        await runner(container, handler).execute()
        clock.move(HOUR)

    assert len(handler.batches) == MAX_ATTEMPTS
    assert await job_states(container) == {"a": "FAILED"}
    assert await last_error(container, "a") == "Conflict: never"


async def test_the_leases_of_waiting_jobs_are_renewed(
    container: Container, clock: FixedClock
) -> None:
    """Checks that leases are renewed, since a failed batch may take longer than one lease."""
    await enqueue_embedding(container, *"abcdef")
    stolen = 0

    async def slow(payloads: Sequence[Mapping[str, str]]) -> None:
        nonlocal stolen
        clock.move(timedelta(seconds=80))
        stolen += await container.workers().job_leases.release_expired(clock.now())
        if len(payloads) > 1:
            raise ValueError

    await runner(container, slow).execute()

    assert stolen == 0
    assert set((await job_states(container)).values()) == {"SUCCEEDED"}


async def test_it_stops_after_the_current_batch(container: Container, clock: FixedClock) -> None:
    await enqueue_embedding(container, *(f"{number}" for number in range(150)))
    handler = Handler()

    await runner(container, handler).execute(stopping=lambda: len(handler.batches) == 1)

    states = list((await job_states(container)).values())
    assert len(handler.batches) == 1
    assert (states.count("SUCCEEDED"), states.count("QUEUED")) == (64, 86)


async def test_jobs_that_ended_14_days_ago_are_deleted(
    container: Container, clock: FixedClock
) -> None:
    await enqueue_embedding(container, "a")
    await runner(container, Handler()).execute()
    clock.move(timedelta(days=14))
    await runner(container, Handler()).execute()
    assert await job_states(container) == {"a": "SUCCEEDED"}

    clock.move(timedelta(seconds=1))
    await runner(container, Handler()).execute()

    assert await job_states(container) == {}
