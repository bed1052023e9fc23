"""Homes and client processes for the tests of the embedded server, removed after each test."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders.servers.postgres import Client, remove_server


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Returns a home folder that does not exist yet. It is private if the tests run as root."""
    yield tmp_path / "home"
    remove_server(tmp_path / "home")


@pytest.fixture
def open_home() -> Iterator[Path]:
    """Returns a home folder that every user may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    remove_server(folder)
    shutil.rmtree(folder)


@pytest.fixture
def start_client() -> Iterator[Callable[..., Client]]:
    """Yields a function that starts client processes. Ends those that the test has not ended."""
    clients: list[Client] = []

    def start(home: Path, durability: str = "fast") -> Client:
        clients.append(Client(home, durability))
        return clients[-1]

    yield start
    for client in clients:
        if client.process.poll() is None:
            client.kill()
