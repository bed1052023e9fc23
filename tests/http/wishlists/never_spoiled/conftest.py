"""Fixture: one database of wishes, which all twins of this run are copied from."""

import asyncio
import os
from collections.abc import Iterator

import pytest

from builders.surprises.claimed_twins import Wishes, wishes_in
from gifter_adapters.embedded_postgres import ServerAddress


@pytest.fixture(scope="session")
def wishes(server: ServerAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wishes]:
    name = "wishes_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    wishes = asyncio.run(wishes_in(server, name, tmp_path_factory.mktemp("wishes")))
    yield wishes
    asyncio.run(wishes.drop())
