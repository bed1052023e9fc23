"""Dispatch of due reminders, compared with bare statements that skip locked rows.

100,000 reminders of as many users are due. Nobody has a device, so they go to the inbox only. Each
round dispatches a share of them with several workers at once. Each worker has its own connections;
all run in this process.
"""

import asyncio
from collections.abc import Callable, Iterator

import asyncpg
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.event_loop import Run
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_app.use_cases.reminders.dispatch_due_reminders import BATCH

DUE, EACH_ROUND, RAW_BATCH = 100_000, 8_192, 512
ROUNDS = 3

_FILL = [
    """INSERT INTO user_account (id, auth_provider, auth_user_id)
       SELECT 'due-' || n, 'bench', 'due-' || n FROM generate_series(1, $1) n""",
    """INSERT INTO recipient (id, owner_id, name, name_key)
       SELECT 'due-' || n, 'due-' || n, 'Ana', 'ana' FROM generate_series(1, $1) n""",
    """INSERT INTO occasion (id, owner_id, recipient_id, type, year, month, day, timezone,
                             recurrence)
       SELECT 'due-' || n, 'due-' || n, 'due-' || n, 'BIRTHDAY', 1990, 3, 14,
              'UTC', 'YEARLY' FROM generate_series(1, $1) n""",
    """INSERT INTO notification_schedule (id, user_id, occasion_id, occurrence_on, days_before,
                                          channel, scheduled_for, run_after, useful_until, rule)
       SELECT 'due-' || n, 'due-' || n, 'due-' || n, current_date, 0, 'PUSH',
              now() - interval '1 hour', now() - interval '1 hour',
              now() + interval '1 day', 'ON_TIME'
       FROM generate_series(1, $1) n""",
]
_RAW = """
    UPDATE notification_schedule SET status = 'SENT', sent_at = now()
    WHERE id IN (SELECT id FROM notification_schedule
                 WHERE status = 'QUEUED' AND run_after <= now()
                 ORDER BY run_after, id LIMIT $1 FOR UPDATE SKIP LOCKED)
"""
_AGAIN = """
    UPDATE notification_schedule
    SET status = 'QUEUED', notice_id = NULL, attempts = 0, sent_at = NULL
    WHERE status <> 'QUEUED'
"""


@pytest.fixture(scope="module")
def due(raw: asyncpg.Connection, run: Run) -> Iterator[None]:
    """Inserts the reminders, and deletes them with their users at the end."""

    async def fill() -> None:
        for statement in _FILL:
            await raw.execute(statement, DUE)
        await raw.execute("VACUUM ANALYZE user_account, recipient, occasion, notification_schedule")

    run(fill())
    yield
    run(raw.execute("DELETE FROM user_account WHERE auth_provider = 'bench'"))


@pytest.fixture
def make_due_again(due: None, raw: asyncpg.Connection, run: Run) -> Callable[[], None]:
    """Returns a function that makes all reminders due and unsent again."""

    async def clear() -> None:
        await raw.execute(_AGAIN)
        await raw.execute("DELETE FROM notification")
        await raw.execute("VACUUM notification_schedule, notification")

    return lambda: run(clear())


class _Share:
    """Stops the workers after their share of the due reminders, in batches of that many."""

    def __init__(self, workers: int, batch: int) -> None:
        self._batches = EACH_ROUND // batch // workers

    def over(self) -> bool:
        self._batches -= 1
        return self._batches < 0


def _group(workers: int) -> str:
    return f"reminders: {EACH_ROUND} of {DUE} due, workers: {workers}"


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_raw_update_skip_locked(
    benchmark: BenchmarkFixture,
    container: Container,
    make_due_again: Callable[[], None],
    run: Run,
    workers: int,
) -> None:
    benchmark.group = _group(workers)
    url = str(container.database_url()).replace("+asyncpg", "")
    connections = [run(asyncpg.connect(url)) for _ in range(workers)]

    async def take(connection: asyncpg.Connection) -> None:
        share = _Share(workers, RAW_BATCH)
        while not share.over():
            await connection.execute(_RAW, RAW_BATCH)

    async def all_take() -> None:
        await asyncio.gather(*map(take, connections))

    benchmark.pedantic(lambda: run(all_take()), setup=make_due_again, rounds=ROUNDS)
    for connection in connections:
        run(connection.close())


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_leased_sent_and_recorded(
    benchmark: BenchmarkFixture,
    container: Container,
    make_due_again: Callable[[], None],
    run: Run,
    workers: int,
) -> None:
    benchmark.group = _group(workers)
    settings = read_settings({"LOG_LEVEL": "error", "DATABASE_POOL_SIZE": "2"})
    containers = [Container(settings=settings) for _ in range(workers)]
    for each in containers:
        each.database_url.override(container.database_url())

    async def all_dispatch() -> int:
        return sum(
            await asyncio.gather(
                *(
                    c.reminders().dispatch_due_reminders.execute(_Share(workers, BATCH).over)
                    for c in containers
                )
            )
        )

    benchmark.pedantic(lambda: run(all_dispatch()), setup=make_due_again, rounds=ROUNDS)
    for each in containers:
        run(each.closing().aclose())
