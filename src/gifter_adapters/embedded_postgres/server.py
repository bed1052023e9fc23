"""Connects to the server of a home, and starts it if it does not run."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gifter_adapters.embedded_postgres.cluster import Cluster, ServerAddress
from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.installation import find_installation
from gifter_adapters.embedded_postgres.locks import (
    NOTICE_AFTER_S,
    could_lock,
    exclusive,
    lock_shared,
    try_lock_exclusive,
)
from gifter_adapters.embedded_postgres.placement import cluster_folder

# Long, since a crashed server may have much to recover. A failed start is noticed at once.
START_LIMIT_S = 1800.0
STOP_LIMIT_S = 30.0
# The keeper has it while the server stops.
CLIENTS_LOCK_LIMIT_S = 120.0
# Connecting to a frozen server may block once its queue is full.
CONNECT_LIMIT_S = 1.0
POLL_S = 0.01
# The keeper forks at once, and Python starts in less than a second.
KEEPER_START_LIMIT_S = 60.0
KEEPER_MODULE = "gifter_adapters.embedded_postgres.keeper"
IMPORT_ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def embedded_postgres(home: Path, *, durable: bool = True) -> Iterator[ServerAddress]:
    """Yields the address of this home's server, and starts the server if it does not run.

    The server runs as long as any process is inside this block, and has stopped when the last one
    leaves. A killed process counts as one that left. A new home gets an empty database `gifter`.
    `durable=False` trades safety for speed, for tests; the process that starts the server decides.
    Blocks while the server starts and stops. Raises `EmbeddedPostgresError`.
    """
    cluster, membership, address = _join(home.absolute(), durable=durable)
    try:
        yield address
    finally:
        os.close(membership)
        with suppress(FileNotFoundError):  # The home may have been removed.
            _wait_if_stopping(cluster)


def _join(home: Path, *, durable: bool) -> tuple[Cluster, int, ServerAddress]:
    try:
        cluster = Cluster(cluster_folder(home))
        membership = lock_shared(cluster.clients_lock, CLIENTS_LOCK_LIMIT_S)
        try:
            with exclusive(cluster.start_lock, START_LIMIT_S):
                return cluster, membership, _find_or_start(cluster, durable=durable)
        except BaseException:
            os.close(membership)
            raise
    except subprocess.TimeoutExpired as error:
        raise EmbeddedPostgresError(f"The keeper of PostgreSQL did not start: {error}") from error
    except OSError as error:
        raise EmbeddedPostgresError(
            f"The database folder of {home} cannot be used: {error}. "
            "Choose a home folder that is yours and has room."
        ) from error


def _find_or_start(cluster: Cluster, *, durable: bool) -> ServerAddress:
    started = noticed = False
    began = time.monotonic()
    while (waited_s := time.monotonic() - began) < START_LIMIT_S:
        keeper_lock = try_lock_exclusive(cluster.keeper_lock)
        if keeper_lock is None:
            address = cluster.ready_address()
            if address is not None and _accepts_connections(address):
                return address
            if waited_s > NOTICE_AFTER_S and not noticed:
                sys.stderr.write(f"gifter: waiting for PostgreSQL; its log is {cluster.log}\n")
                noticed = True
            time.sleep(POLL_S)
            continue
        try:
            if started:
                break
            _start_keeper(cluster, keeper_lock, durable=durable)
            started = True
        finally:
            os.close(keeper_lock)
    raise _not_started(cluster)


def _accepts_connections(address: ServerAddress) -> bool:
    """Returns whether the server's socket accepts connections.

    It does not after a kill, although the status file stays until the keeper starts it again.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(CONNECT_LIMIT_S)
        return probe.connect_ex(str(address.socket_file)) == 0


def _start_keeper(cluster: Cluster, keeper_lock: int, *, durable: bool) -> None:
    """Starts the keeper and passes the keeper lock on to it, so that no second one can start."""
    installation = find_installation()
    cluster.forget_socket_folder()
    durability = "durable" if durable else "fast"
    arguments = (str(cluster.folder), str(installation), durability)
    log = os.open(cluster.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
    with os.fdopen(log, "a"):
        subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-m", KEEPER_MODULE, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=_keeper_environment(),
            pass_fds=[keeper_lock],
            start_new_session=True,
            timeout=KEEPER_START_LIMIT_S,
        )


def _keeper_environment() -> dict[str, str]:
    import_path = [str(IMPORT_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(import_path)}


def _not_started(cluster: Cluster) -> EmbeddedPostgresError:
    return EmbeddedPostgresError(
        f"The embedded PostgreSQL did not start. Correct what its log says, or set DATABASE_URL "
        f"to a PostgreSQL 18 with pgvector. {cluster.log} ends:\n{cluster.log_tail()}"
    )


def _wait_if_stopping(cluster: Cluster) -> None:
    """Waits while the server stops after its last client.

    Otherwise the end of a container, for example, could kill the server.
    """
    deadline = time.monotonic() + STOP_LIMIT_S
    while time.monotonic() < deadline and not could_lock(cluster.keeper_lock):
        if _has_clients(cluster):
            return
        time.sleep(POLL_S)


def _has_clients(cluster: Cluster) -> bool:
    # Clients have a shared lock, so only a shared one is free. A stopping keeper blocks both.
    return not could_lock(cluster.clients_lock) and could_lock(cluster.clients_lock, shared=True)
