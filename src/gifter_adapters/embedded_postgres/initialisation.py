"""Makes a data directory with an empty `gifter` database, completely or not at all."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gifter_adapters.embedded_postgres.cluster import Cluster
from gifter_adapters.embedded_postgres.errors import EmbeddedPostgresError
from gifter_adapters.embedded_postgres.server_user import ServerUser

UNFINISHED_PREFIX = "unfinished-"
INITDB_OPTIONS = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)


def initialise(cluster: Cluster, installation: Path, user: ServerUser, *, durable: bool) -> None:
    """Makes the data directory in a new folder and renames it last, so that it is never half made.

    A kill leaves only the unfinished folder, which the next call removes.
    """
    for left_over in cluster.folder.glob(f"{UNFINISHED_PREFIX}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix=UNFINISHED_PREFIX, dir=cluster.folder))
    user.take_over(unfinished)
    _make_data(unfinished, installation / "bin", user, durable=durable)
    unfinished.rename(cluster.data)
    _sync(cluster.folder)


def _make_data(data: Path, programs: Path, user: ServerUser, *, durable: bool) -> None:
    sync = () if durable else ("--no-sync",)
    fsync = "on" if durable else "off"
    single = ("--single", "-D", str(data), "-c", "exit_on_error=on", "-c", f"fsync={fsync}")
    _run(user, "", str(programs / "initdb"), f"--pgdata={data}", *INITDB_OPTIONS, *sync)
    _run(user, "CREATE DATABASE gifter\n", str(programs / "postgres"), *single, "postgres")


def _run(user: ServerUser, text: str, *command: str) -> None:
    failed = f"{Path(command[0]).name} could not make the data directory"
    try:
        ended = user.run(*command, text=text)
    except subprocess.TimeoutExpired as error:
        raise EmbeddedPostgresError(f"{failed} in {error.timeout:.0f} s.") from error
    if ended.returncode != 0:
        raise EmbeddedPostgresError(f"{failed} (exit {ended.returncode}).")


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
