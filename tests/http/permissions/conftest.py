"""Fixtures: one application for each test module, since building one for each row is slow."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from litestar import Litestar

from builders.core.clocks import NOON, FixedClock
from builders.core.http_clients import http_client
from builders.people.users import joining
from builders.permissions.world import World, a_world
from gifter_app.asgi import create_app
from gifter_app.container import Container
from gifter_app.settings import read_settings


@pytest.fixture(scope="module")
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="module")
def container(
    worker_database_url: str, tmp_path_factory: pytest.TempPathFactory, clock: FixedClock
) -> Container:
    home = str(tmp_path_factory.mktemp("home"))
    container = Container(settings=read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"}))
    container.database_url.override(worker_database_url)
    container.development.override(True)
    container.clock.override(clock)
    return container


@pytest.fixture(scope="module")
def app(container: Container) -> Litestar:
    return create_app(container)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def module_world(
    container: Container, app: Litestar, clock: FixedClock
) -> AsyncIterator[World]:
    async with (
        http_client(app) as client,
        joining(container, app) as join,
    ):
        yield await a_world(container, clock, join, client)
    await container.closing().aclose()


@pytest_asyncio.fixture(loop_scope="module")
async def world(module_world: World) -> World:
    """Resets the clock to noon and the other side to a new user.

    Tests that use it run in the event loop of the module.
    """
    module_world.clock.time = NOON
    module_world.people["other side"] = await module_world.somebody()
    return module_world
