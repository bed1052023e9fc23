"""The server process: its settings, its start, and the end of processes left behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gifter_adapters.embedded_postgres.cluster import PORT, Cluster
from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.server_user import ServerUser, bare_environment

SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # The application reports refused statements. In this log they would show users' data.
    "log_min_messages": "log",
}
# The default uses memory of /dev/shm, and containers have only 64 MB of it.
LINUX_SETTINGS = {"dynamic_shared_memory_type": "sysv"}
FAST_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
PR_SET_PDEATHSIG = 1
STRAY_LIMIT_S = 300.0
STRAY_POLL_S = 0.05
# The ways to stop a server, each with the time it gets. After a quick stop it recovers from its
# log at the next start. SIGINT is sent again, since a server that is starting may miss it.
STOP_ORDER = (*[(signal.SIGINT, 5.0)] * 12, (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0))
# Python ignores these itself, and subprocess restores them for its children.
IGNORED_BY_PYTHON = frozenset({signal.SIGPIPE, signal.SIGXFSZ})


def start_postgres(
    cluster: Cluster, installation: Path, user: ServerUser, socket_folder: Path, *, durable: bool
) -> subprocess.Popen[bytes]:
    """Starts the server as a child that shuts down when the calling thread ends, even by a kill."""
    settings = SETTINGS | {"unix_socket_directories": str(socket_folder)}
    settings |= LINUX_SETTINGS if sys.platform == "linux" else {}
    settings |= {} if durable else FAST_SETTINGS
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(  # noqa: S603
        [str(installation / "bin" / "postgres"), "-D", str(cluster.data), *options],
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=bare_environment(),
        user=user.uid,
        group=user.gid,
        extra_groups=user.extra_groups,
        preexec_fn=_end_with_parent() if sys.platform == "linux" else None,
    )


def _end_with_parent() -> Callable[[], None]:
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask_for_signal() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask_for_signal


def restore_signals() -> None:
    """Restores signals that the caller ignores or blocks, as a shell does for a command with `&`.

    The server's programs inherit them, and a server that starts would miss the signal to stop.
    """
    for number in signal.valid_signals() - IGNORED_BY_PYTHON:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def stop_postgres(server: subprocess.Popen[bytes]) -> None:
    """Stops the server and waits for its end. Raises `EmbeddedPostgresError` if it stays."""
    for number, limit_s in STOP_ORDER:
        server.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            server.wait(limit_s)
            return
    raise EmbeddedPostgresError(f"PostgreSQL (process {server.pid}) cannot be stopped.")


def end_strays(cluster: Cluster) -> None:
    """Asks the processes of a dead keeper to stop, and waits until none works on the data.

    Removes the status file too. Its process id may now belong to another program, and then
    PostgreSQL would refuse to start.
    """
    if sys.platform != "linux":
        return
    began = time.monotonic()
    while strays := _processes_in(cluster.data):
        waited_s = time.monotonic() - began
        if waited_s > STRAY_LIMIT_S:
            raise EmbeddedPostgresError(f"PostgreSQL processes {strays} do not stop. Stop them.")
        for process in strays:
            _ask_to_stop(process, signal.SIGINT if waited_s < STRAY_LIMIT_S / 2 else signal.SIGQUIT)
        time.sleep(STRAY_POLL_S)
    cluster.postmaster_file.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[int]:
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*") if _works_in(entry, data)]


def _works_in(process: Path, data: Path) -> bool:
    try:
        is_postgres = (process / "comm").read_text().strip() == "postgres"
        return is_postgres and (process / "cwd").samefile(data)
    except OSError:
        return False


def _ask_to_stop(process: int, number: signal.Signals) -> None:
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return
