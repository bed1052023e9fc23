"""Nudges arrive inside a process and over a real Valkey, and a lost one does no harm."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from socket import create_server

import pytest
from redis.asyncio import Redis

from builders.servers.valkey import valkey, valkey_socket
from gifter_adapters.system.local_nudges import LocalNudges
from gifter_adapters.taskiq_jobs.nudges import TaskiqNudges, nudge_broker
from gifter_domain.shared.jobs import Nudges


@pytest.fixture
def socket() -> Iterator[Path]:
    with valkey_socket() as path:
        yield path


@pytest.fixture(params=["inside", "valkey"])
def broker_url(request: pytest.FixtureRequest) -> Iterator[str | None]:
    if request.param == "inside":
        yield None
        return
    with valkey(request.getfixturevalue("socket")) as url:
        yield url


@pytest.fixture
async def nudges(broker_url: str | None) -> AsyncIterator[Nudges]:
    nudges = TaskiqNudges(nudge_broker(broker_url)) if broker_url else LocalNudges()
    yield nudges
    await nudges.close()


async def heard(event: asyncio.Event) -> None:
    async with asyncio.timeout(10):
        await event.wait()
    event.clear()


async def test_a_listener_gets_each_nudge_until_it_leaves(nudges: Nudges) -> None:
    event = asyncio.Event()
    async with nudges.listening(event.set):
        for _ in range(3):
            await nudges.wake_workers()
            await heard(event)
    await nudges.wake_workers()
    await asyncio.sleep(0)

    assert not event.is_set()
    assert await nudges.ping()


async def test_a_listener_in_another_process_also_gets_earlier_nudges(
    socket: Path,
) -> None:
    with valkey(socket) as url:
        sender, listener = (TaskiqNudges(nudge_broker(url)) for _ in range(2))
        event = asyncio.Event()
        await sender.wake_workers()

        async with listener.listening(event.set):
            await heard(event)
            await sender.wake_workers()
            await heard(event)

        await sender.close()
        await listener.close()


async def test_a_nudge_without_a_running_valkey_is_lost_without_an_error(socket: Path) -> None:
    nudges = TaskiqNudges(nudge_broker(f"unix://{socket}"))

    await nudges.wake_workers()

    assert not await nudges.ping()
    await nudges.close()


async def test_a_hanging_valkey_does_not_block_a_nudge() -> None:
    with create_server(("127.0.0.1", 0)) as silent:  # accepts connections, and never answers
        port = silent.getsockname()[1]
        nudges = TaskiqNudges(nudge_broker(f"redis://127.0.0.1:{port}/0"))

        async with asyncio.timeout(5):
            await nudges.wake_workers()

        await nudges.close()


async def test_listening_survives_a_flush_and_a_restart(socket: Path) -> None:
    event = asyncio.Event()
    with ExitStack() as first:
        url = first.enter_context(valkey(socket))
        nudges = TaskiqNudges(nudge_broker(url))
        async with nudges.listening(event.set):
            await nudges.wake_workers()
            await heard(event)

            async with Redis.from_url(url) as redis:
                await redis.flushall()
            await nudged_until_heard(nudges, event)

            first.close()
            with valkey(socket):
                await nudged_until_heard(nudges, event)
    await nudges.close()


async def nudged_until_heard(nudges: Nudges, event: asyncio.Event) -> None:
    """Sends nudges until one arrives, since some may be lost."""
    async with asyncio.timeout(10):
        while not event.is_set():
            await nudges.wake_workers()
            await asyncio.sleep(0.05)
    event.clear()
