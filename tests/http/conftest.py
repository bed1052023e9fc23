"""Fixtures of signed-in users, each with an HTTP client of their own, and of a browser."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from litestar import Litestar

from builders.core.browsers import Guest, opened_browser, served
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


@pytest.fixture
async def site(app: Litestar) -> AsyncIterator[str]:
    """Serves the application on a port of its own and yields its URL."""
    async with served(app) as url:
        yield url


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[Guest]:
    with opened_browser(tmp_path) as browser:
        yield Guest(browser)


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    """Returns the folder for screenshots.

    Set GIFTER_SCREENSHOTS to a folder to keep and look at them.
    """
    return Path(os.environ.get("GIFTER_SCREENSHOTS", tmp_path))
