"""A database that is frozen or restarted: fast 503s, and recovery without a restart of ours."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from builders.people.users import joining
from builders.servers.postgres import (
    frozen,
    kill_and_wait,
    postmaster_of,
    remove_server,
    run_sql,
    wait_until,
)
from gifter_adapters.embedded_postgres import ServerAddress, embedded_postgres
from gifter_app.container import Container
from gifter_app.http.request_id import STORAGE_WITHIN_S
from gifter_domain.shared.time_limits import STORAGE_LIMIT_S

CONNECTIONS = 32


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    remove_server(tmp_path / "home")


@pytest.fixture
def own_server(home: Path) -> Iterator[ServerAddress]:
    """Returns a server that only this test uses, so that it may be stopped."""
    with ExitStack() as closing:
        yield closing.enter_context(embedded_postgres(home, durable=False))


@pytest.fixture
async def user(
    own_server: ServerAddress, container: Container, app: Litestar
) -> AsyncIterator[httpx.AsyncClient]:
    """Returns a signed-in client of an application on that server."""
    container.database_url.override(own_server.url())
    await container.migrations().upgrade()
    async with joining(container, app) as join:
        yield (await join("ada")).client
    await container.database().close()


async def at_once(user: httpx.AsyncClient) -> list[httpx.Response]:
    """Sends reads and writes over 32 connections at the same time."""
    odd = [user.get("/v1/products") for _ in range(CONNECTIONS // 2)]
    even = [user.patch("/v1/me", json={"displayName": "A"}) for _ in range(CONNECTIONS // 2)]
    return await asyncio.gather(*odd, *even)


def statuses(answers: list[httpx.Response]) -> set[int]:
    return {answer.status_code for answer in answers}


async def test_a_frozen_database_is_a_503_until_it_runs_again(
    user: httpx.AsyncClient, home: Path
) -> None:
    assert statuses(await at_once(user)) == {200}
    STORAGE_LIMIT_S.set(0.3)

    with frozen(home):
        answers = await at_once(user)

    STORAGE_LIMIT_S.set(None)
    assert statuses(answers) == {503}
    assert answers[0].json()["error"]["code"] == "database_unavailable"
    assert answers[0].headers["retry-after"] == "2"
    assert statuses(await at_once(user)) == {200}


def test_a_request_waits_less_than_five_seconds_for_the_database() -> None:
    assert STORAGE_WITHIN_S < 5


async def test_a_restarted_database_gets_no_request_on_a_dead_connection(
    user: httpx.AsyncClient, own_server: ServerAddress, home: Path
) -> None:
    assert statuses(await at_once(user)) == {200}
    old = postmaster_of(home)
    running = asyncio.create_task(at_once(user))
    await asyncio.sleep(0)

    await asyncio.to_thread(restart, own_server, home, old)

    assert statuses(await running) <= {200, 503}
    assert statuses(await at_once(user)) == {200}


async def test_connections_that_died_unnoticed_are_replaced(
    user: httpx.AsyncClient, own_server: ServerAddress, home: Path
) -> None:
    assert statuses(await at_once(user)) == {200}
    old = postmaster_of(home)

    with ThreadPoolExecutor() as thread:  # blocks the loop, which cannot see the connections end
        thread.submit(restart, own_server, home, old).result()

    assert statuses(await at_once(user)) == {200}


def restart(server: ServerAddress, home: Path, old: int) -> None:
    """Kills the server; its keeper starts it again."""
    kill_and_wait(old)
    assert wait_until(lambda: answers_again(server))
    assert postmaster_of(home) != old


def answers_again(server: ServerAddress) -> bool:
    try:
        return run_sql(server, "SELECT 1") == 1
    except Exception:  # any failure means: not yet
        return False
