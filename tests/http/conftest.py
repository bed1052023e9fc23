"""Fixtures of signed-in users, each with an HTTP client of their own."""

from collections.abc import AsyncIterator

import pytest
from litestar import Litestar

from builders.people.users import Join, Someone, joining
from gifter_app.container import Container


@pytest.fixture
async def join(container: Container, app: Litestar) -> AsyncIterator[Join]:
    async with joining(container, app) as join:
        yield join


@pytest.fixture
async def ada(join: Join) -> Someone:
    return await join("ada", email="ada@example.com")


@pytest.fixture
async def bob(join: Join) -> Someone:
    return await join("bob", email="Bob@Example.com")
