"""Homes and client processes for the tests of the embedded server, removed after each test."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from builders.servers.postgres import Client, processes_of, wait_until
from gifter_adapters.embedded_postgres import data_location
from gifter_adapters.embedded_postgres.cluster import Cluster


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


def remove_server(home: Path) -> None:
    """Removes the data and the socket folder, wherever they are, after the server has ended."""
    cluster = Cluster(data_location(home).parent)
    wait_until(lambda: not processes_of(home))
    left_running = processes_of(home)
    for process in left_running:
        os.kill(process, signal.SIGKILL)
    cluster.forget_socket_folder()
    shutil.rmtree(cluster.folder, ignore_errors=True)

    assert left_running == []


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
