"""Users who have signed in, each with a client of their own, on a clock that stands still."""

from collections.abc import AsyncIterator

import pytest
from litestar import Litestar

from builders.clocks import FixedClock
from builders.people import Join, Someone, joining
from gifter_app.container import Container


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def container(container: Container, clock: FixedClock) -> Container:
    container.clock.override(clock)
    return container


@pytest.fixture
async def join(container: Container, app: Litestar) -> AsyncIterator[Join]:
    async with joining(container, app) as join:
        yield join


@pytest.fixture
async def ada(join: Join) -> Someone:
    return await join("ada")


@pytest.fixture
async def bob(join: Join) -> Someone:
    return await join("bob")
