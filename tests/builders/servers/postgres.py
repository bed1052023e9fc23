"""Processes of an embedded server: starts clients, and finds and kills server processes."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg

import gifter_adapters
from gifter_adapters.embedded_postgres import ServerAddress, data_location
from gifter_adapters.embedded_postgres.cluster import Cluster

IMPORT_PATH = Path(gifter_adapters.__file__).parents[1]
CLIENT = """
import sys
from pathlib import Path
from gifter_adapters.embedded_postgres import embedded_postgres
with embedded_postgres(Path(sys.argv[1]), durable=sys.argv[2] == "durable") as address:
    print(address.socket_dir, flush=True)
    sys.stdin.read()
"""
LIMIT_S = 10.0


def wait_until(condition: Callable[[], bool], limit_s: float = LIMIT_S) -> bool:
    """Returns whether the condition became true within the limit."""
    deadline = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)  # another process, which gives no signal
    return True


def processes_of(home: Path) -> list[int]:
    """Returns the keeper and all PostgreSQL processes that serve this home."""
    data = data_location(home)
    return [
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if _works_in(entry, data) or os.fsencode(data.parent) in _command_of(int(entry.name))
    ]


def _works_in(process: Path, data: Path) -> bool:
    try:
        return (process / "cwd").samefile(data)
    except OSError:
        return False


def postmaster_of(home: Path) -> int:
    """Returns the main server process."""
    return int((data_location(home) / "postmaster.pid").read_text().splitlines()[0])


def keeper_of(home: Path) -> int:
    """Returns the keeper, which is the parent of the main server process."""
    status = Path(f"/proc/{postmaster_of(home)}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid:"))


def kill_and_wait(*processes: int) -> None:
    """Kills processes that are not our children, and waits until they have ended."""
    for process in processes:
        os.kill(process, signal.SIGKILL)
    assert wait_until(lambda: all(map(_has_ended, processes)))


def _has_ended(process: int) -> bool:
    try:
        return "State:\tZ" in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return True


def _command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


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


@contextmanager
def frozen(home: Path) -> Iterator[None]:
    """Stops the server's processes inside the block: sockets stay open, and nothing answers."""
    stopped = [one for one in processes_of(home) if one != keeper_of(home)]
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in stopped:
            os.kill(process, signal.SIGCONT)


def run_sql(address: ServerAddress, sql: str) -> object:
    """Returns the first value of the statement's result."""
    return asyncio.run(_fetch_value(address, sql))


async def _fetch_value(address: ServerAddress, sql: str) -> object:
    connection = await asyncpg.connect(
        user="postgres", database="gifter", host=str(address.socket_dir), port=address.port
    )
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


class Client:
    """Another process that uses the server of a home."""

    def __init__(self, home: Path, durability: str = "fast") -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", CLIENT, str(home), durability],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(IMPORT_PATH)},
            start_new_session=True,
        )

    def address(self) -> ServerAddress:
        """Waits until the client is connected."""
        assert self.process.stdout is not None
        return ServerAddress(Path(self.process.stdout.readline().strip()), 5432)

    def leave(self) -> None:
        """Ends the client normally, and waits until its output is closed."""
        self.process.communicate("", timeout=LIMIT_S)

    def kill(self) -> None:
        """Kills the client with its whole process group."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate(timeout=LIMIT_S)
