"""The keeper: a background process that runs the server as long as any client has its lock."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gifter_adapters.embedded_postgres.cluster import SOCKET_FOLDER_PREFIX, Cluster
from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.initialisation import initialise
from gifter_adapters.embedded_postgres.installation import usable_installation
from gifter_adapters.embedded_postgres.locks import open_lock, try_lock
from gifter_adapters.embedded_postgres.postgres_process import (
    end_strays,
    restore_signals,
    start_postgres,
    stop_postgres,
)
from gifter_adapters.embedded_postgres.server_user import ServerUser, user_for

POLL_S = 0.05
LOG_LIMIT_BYTES = 4_000_000
# A Unix socket's path has at most 107 bytes, and the server appends the socket's name.
SOCKET_FOLDER_LIMIT_BYTES = 107 - len("/.s.PGSQL.5432")
PLAIN_PATH = re.compile(r"[\w/.-]+", re.ASCII)


def main(folder: str, installation: str, durability: str) -> None:
    """Runs the keeper, with an inherited descriptor of the keeper lock and the log as output."""
    if os.fork() != 0:
        os._exit(0)  # Now the starter is not our parent, so it need not wait for our end.
    restore_signals()
    try:
        _keep(Cluster(Path(folder)), Path(installation), durable=durability == "durable")
    except (EmbeddedPostgresError, OSError) as error:
        sys.exit(f"The keeper of the server gave up: {error}")


def _keep(cluster: Cluster, installation: Path, *, durable: bool) -> None:
    user = user_for(cluster.data)
    _require_access(cluster, user)
    programs = usable_installation(installation, user)
    end_strays(cluster)
    if not cluster.data.exists():
        initialise(cluster, programs, user, durable=durable)
    clients = open_lock(cluster.clients_lock)
    with _socket_folder(cluster, user) as socket_folder:
        while True:
            server = start_postgres(cluster, programs, user, socket_folder, durable=durable)
            if _run_until_unused(server, cluster, clients):
                return
            end_strays(cluster)


def _require_access(cluster: Cluster, user: ServerUser) -> None:
    if user.uid is not None and not user.may_enter(cluster.folder):
        raise EmbeddedPostgresError(
            f"The server's user (uid {user.uid}) can no longer enter {cluster.folder}. "
            "Allow it to pass through the folders above, or move the home back."
        )


def _run_until_unused(server: subprocess.Popen[bytes], cluster: Cluster, clients: int) -> bool:
    """Stops the server when it has no clients and returns True.

    Returns False if the server ended by itself while it has clients, so that it must start again.
    After the last client it keeps the clients' lock, so that a new client waits for our end.
    """
    was_ready = False
    while server.poll() is None:
        if try_lock(clients):
            stop_postgres(server)
            return True
        was_ready = was_ready or cluster.ready_address() is not None
        _limit_log()
        time.sleep(POLL_S)
    # A killed server leaves its status file, and may have become ready since the last check.
    if not was_ready and cluster.ready_address() is None:
        raise EmbeddedPostgresError(f"PostgreSQL ended at its start (exit {server.returncode}).")
    return False


def _limit_log() -> None:
    if os.fstat(sys.stdout.fileno()).st_size > LOG_LIMIT_BYTES:
        os.ftruncate(sys.stdout.fileno(), 0)


@contextmanager
def _socket_folder(cluster: Cluster, user: ServerUser) -> Iterator[Path]:
    folder = _make_socket_folder(user)
    try:
        cluster.publish_socket_folder(folder)
        user.take_over(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        cluster.forget_socket_folder()


def _make_socket_folder(user: ServerUser) -> Path:
    for parent in (tempfile.gettempdir(), "/tmp", "/var/tmp"):  # noqa: S108
        if not PLAIN_PATH.fullmatch(parent) or not user.may_enter(Path(parent)):
            continue
        folder = Path(tempfile.mkdtemp(prefix=SOCKET_FOLDER_PREFIX, dir=parent))
        if len(os.fsencode(folder)) <= SOCKET_FOLDER_LIMIT_BYTES:
            return folder
        shutil.rmtree(folder)
    raise EmbeddedPostgresError("There is no short path for the server's socket: set TMPDIR=/tmp.")


if __name__ == "__main__":
    main(*sys.argv[1:])
