"""Even if workers are killed, each device shows each reminder exactly once."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from redis.asyncio import Redis

from builders.reminders.dispatching import (
    a_row,
    put_addressee,
    put_devices,
    put_due,
    put_occasions,
    rows_of,
)
from builders.reminders.fleet import Fleet, fleet
from builders.servers.valkey import valkey, valkey_socket
from gifter_adapters.postgres.core.database import Database
from gifter_app.container import Container

DAY_S = 86_400.0
READERS, EACH = 30, 6
LIMIT_S = 60


@pytest.fixture
def valkey_url() -> Iterator[str]:
    with valkey_socket() as socket, valkey(socket) as url:
        yield url


@pytest.fixture
async def database(container: Container, valkey_url: str) -> AsyncIterator[Database]:
    container.redis_url.override(valkey_url)
    yield container.database()
    await container.nudges().close()


@pytest.fixture
def environment(database_url: str, valkey_url: str) -> dict[str, str]:
    return {"DATABASE_URL": database_url, "REDIS_URL": valkey_url}


async def put_reminders(
    database: Database, random: Random, addressees: int, over_s: float
) -> dict[str, set[str]]:
    """Adds reminders that are due within `over_s` seconds, and returns the occasions by device.

    Each addressee has one or two devices, and a reminder for tomorrow that must not be sent today.
    It is eight in the morning for all addressees, so that some reminders are sent early in digests.
    """
    now = datetime.now(UTC)
    east = (8 - now.hour + 12) % 24 - 12
    expected: dict[str, set[str]] = {}
    for addressee in (f"addressee{n}" for n in range(addressees)):
        digest, zone = random.random() < 0.3, f"Etc/GMT{-east:+d}"
        await put_addressee(database, addressee, digest=digest, timezone=zone)
        devices = [f"{addressee}-phone", f"{addressee}-tablet"][: random.randint(1, 2)]
        await put_devices(database, *devices, user_id=addressee)
        keys = [f"key-{addressee}-{n}" for n in range(EACH)]
        await put_occasions(database, *keys, f"{addressee}-tomorrow", user_id=addressee)
        common = {"user_id": addressee, "useful_until": now + timedelta(hours=12)}
        due = [now + timedelta(seconds=random.uniform(0, over_s)) for _ in keys]
        due[1] = due[0]  # a digest
        rows = [a_row(key, scheduled_for=at, **common) for key, at in zip(keys, due, strict=True)]
        later = now + timedelta(hours=23)
        await put_due(
            database, *rows, a_row(f"{addressee}-tomorrow", user_id=addressee, scheduled_for=later)
        )
        expected |= {device: set(keys) for device in devices}
    return expected


async def left(database: Database) -> int:
    """Returns how many of today's reminders are not finished."""
    (row,) = await rows_of(
        database,
        "SELECT count(*) AS n FROM notification_schedule"
        " WHERE status IN ('QUEUED', 'SENDING') AND occasion_id LIKE 'key-%'",
    )
    return int(row.n)


async def disturb(container: Container, valkey_url: str, random: Random) -> None:
    """Nudges twice, or deletes all nudges, at random."""
    if random.random() < 0.2:
        async with Redis.from_url(valkey_url) as redis:
            await redis.flushall()
    else:
        for _ in range(2):
            await container.nudges().wake_workers()


async def recover(workers: Fleet, database: Database) -> None:
    """Lets two workers, which are not killed, send the rest."""
    workers.start()
    workers.start()
    async with asyncio.timeout(LIMIT_S):
        while await left(database):  # noqa: ASYNC110 - waits for other processes
            await asyncio.sleep(0.1)


@pytest.mark.parametrize(
    ("kills", "over_s"), [(220, 20.0), pytest.param(1_000, 90.0, marks=pytest.mark.soak)]
)
async def test_killed_workers_show_every_reminder_exactly_once(
    container: Container,
    database: Database,
    environment: dict[str, str],
    tmp_path: Path,
    kills: int,
    over_s: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Runs three workers at a time, with clocks that are right or a day off, and kills some.

    A worker is killed just after the request to Apple, before or after the answer, or at any time.
    """
    random = Random(kills)
    with fleet(tmp_path, environment, answer_after_s=0.01) as workers:
        expected = await put_reminders(database, random, READERS, over_s)
        while workers.kills < kills:
            while len(workers.workers) < 3:
                workers.start(random.choice([0.0, DAY_S, -DAY_S]))
            before = workers.requests_received
            await disturb(container, environment["REDIS_URL"], random)
            await workers.until_more_requests(before, at_most_s=0.15)
            await asyncio.sleep(random.uniform(0, 0.03))
            workers.kill(random.randrange(3))
        cut_short = workers.requests_received
        await recover(workers, database)
        shown, asked = workers.shown_counts(), workers.requests_received

    assert {token: set(each) for token, each in shown.items()} == expected
    assert {count for each in shown.values() for count in each.values()} == {1}
    ends = await rows_of(
        database,
        "SELECT status, count(*) AS n,"
        " min(sent_at - scheduled_for) FILTER (WHERE NOT digest) AS early,"
        " min(sent_at - scheduled_for) FILTER (WHERE digest) AS early_in_digests,"
        " max(sent_at - scheduled_for) AS late"
        " FROM notification_schedule NATURAL JOIN"
        " (SELECT user_id, digest FROM notification_preference) GROUP BY status",
    )
    counted = {row.status: row.n for row in ends}
    assert counted == {"SENT": READERS * EACH, "QUEUED": READERS}
    (sent,) = (row for row in ends if row.status == "SENT")
    assert sent.early >= timedelta()
    assert sent.early_in_digests >= -timedelta(
        seconds=over_s
    )  # a digest includes later reminders of its morning
    (inbox,) = await rows_of(database, "SELECT count(*) AS n FROM notification")
    assert inbox.n == READERS * EACH
    with capsys.disabled():
        print(  # noqa: T201 - the measured figures
            f"\n{kills} kills, {asked} requests ({cut_short} before recovery) for"
            f" {sum(map(len, expected.values()))} reminders on devices;"
            f" the latest {sent.late.total_seconds():.1f} s late"
        )


async def something_recorded(database: Database) -> None:
    async with asyncio.timeout(LIMIT_S):
        sent = "SELECT 1 AS n FROM notification_schedule WHERE status = 'SENT' LIMIT 1"
        while not await rows_of(database, sent):  # noqa: ASYNC110 - waits for other processes
            await asyncio.sleep(0.005)


@pytest.mark.parametrize("fault", ["random-ids", "records-first"])
async def test_the_test_finds_a_worker_that_repeats_or_loses_reminders(
    database: Database, environment: dict[str, str], tmp_path: Path, fault: str
) -> None:
    """Runs a faulty worker, and kills it once: after a request to Apple, or after recording it."""
    with fleet(tmp_path, environment, answer_after_s=0.3) as workers:
        expected = await put_reminders(database, Random(0), addressees=4, over_s=0.0)
        workers.start(fault=fault)
        if fault == "random-ids":
            await workers.until_more_requests(0, at_most_s=LIMIT_S)
        else:
            await something_recorded(database)
        workers.kill(0)
        await recover(workers, database)
        shown = workers.shown_counts()

    repeated = any(count > 1 for each in shown.values() for count in each.values())
    lost = {token: set(each) for token, each in shown.items()} != expected
    assert (repeated, lost) == ((True, False) if fault == "random-ids" else (False, True))
