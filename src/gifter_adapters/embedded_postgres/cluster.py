"""The files of one embedded server: its data, locks, log and current address."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PORT = 5432
SOCKET_FOLDER_PREFIX = "gifter-pg-"
LOG_TAIL_LINES = 15
LOG_TAIL_BYTES = 8_000


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The address of a running server: a Unix socket in a private folder, never the network."""

    socket_dir: Path
    port: int

    @property
    def socket_file(self) -> Path:
        """Returns the path of the socket, whose name PostgreSQL prescribes."""
        return self.socket_dir / f".s.PGSQL.{self.port}"

    def url(self, database: str = "gifter") -> str:
        """Returns the SQLAlchemy URL (asyncpg driver) of a database of this server."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql+asyncpg://postgres@/{quote(database)}?host={host}&port={self.port}"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The folder of one server. Only `data` belongs to the user that the server runs as.

    All clients of the server share `clients_lock`. The one keeper has `keeper_lock` as long as it
    runs. `start_lock` lets one starter at a time look for the server and start it.
    """

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def clients_lock(self) -> Path:
        return self.folder / "clients.lock"

    @property
    def keeper_lock(self) -> Path:
        return self.folder / "keeper.lock"

    @property
    def start_lock(self) -> Path:
        return self.folder / "start.lock"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def postmaster_file(self) -> Path:
        return self.data / "postmaster.pid"

    @property
    def _socket_file(self) -> Path:
        return self.folder / "socket-folder"

    def publish_socket_folder(self, socket_folder: Path) -> None:
        """Writes down the socket folder of the server that starts now."""
        with self._socket_file.open("x", encoding="utf-8") as note:
            note.write(str(socket_folder))

    def forget_socket_folder(self) -> None:
        """Removes the socket folder of the last server, if it still exists, and the note of it."""
        socket_folder = Path(_read(self._socket_file))
        if socket_folder.name.startswith(SOCKET_FOLDER_PREFIX):
            shutil.rmtree(socket_folder, ignore_errors=True)
        self._socket_file.unlink(missing_ok=True)

    def ready_address(self) -> ServerAddress | None:
        """Returns the address, or None before the server accepts connections.

        The server's own status file may be left from an earlier run. The socket folder is new for
        every keeper, so it shows which run the file is from.
        """
        socket_folder = _read(self._socket_file)
        status = _read(self.postmaster_file).splitlines()
        if len(status) < 8 or status[4] != socket_folder or status[7].strip() != "ready":
            return None
        return ServerAddress(Path(socket_folder), PORT)

    def log_tail(self) -> str:
        """Returns the last lines that the server and its keeper wrote."""
        with self.log.open("rb") as log:
            log.seek(-min(LOG_TAIL_BYTES, log.seek(0, os.SEEK_END)), os.SEEK_END)
            lines = log.read().decode(errors="replace").splitlines()
        return "\n".join(lines[-LOG_TAIL_LINES:])


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
