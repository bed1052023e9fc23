"""Users who have signed in, each with a client of their own."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest
from litestar import Litestar

from builders.clocks import FixedClock
from builders.people import Someone
from gifter_app.container import Container

Join = Callable[..., Awaitable[Someone]]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def container(container: Container, clock: FixedClock) -> Container:
    container.clock.override(clock)
    return container


@pytest.fixture
async def join(container: Container, app: Litestar) -> AsyncIterator[Join]:
    """Signs somebody in: `await join("ada")`, with a verified e-mail if one is given."""

    async def joined(name: str, email: str | None = None) -> Someone:
        token = container.development_identity().mint(
            name, lifetime=timedelta(days=365), name=name.title(), email=email
        )
        client = await clients.enter_async_context(
            httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url="http://gifter.test",
                headers={"Authorization": f"Bearer {token}"},
            )
        )
        me = (await client.get("/v1/me")).json()
        return Someone(me["id"], me["displayName"], client)

    async with AsyncExitStack() as clients:
        yield joined


@pytest.fixture
async def ada(join: Join) -> Someone:
    return await join("ada", "ada@example.com")


@pytest.fixture
async def bob(join: Join) -> Someone:
    return await join("bob", "Bob@Example.com")
