"""The embedded server starts in any home, for any user, and all its clients share it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from builders.servers.postgres import (
    IMPORT_PATH,
    Client,
    processes_of,
    run_sql,
)
from gifter_adapters.embedded_postgres import (
    EmbeddedPostgresError,
    ServerAddress,
    data_location,
    embedded_postgres,
)
from gifter_adapters.embedded_postgres.installation import find_installation
from gifter_adapters.embedded_postgres.server_user import user_for_new_data

StartClient = Callable[..., Client]
NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give up its rights")


def test_a_new_home_gets_a_server_with_pgvector_that_stops_with_its_client(home: Path) -> None:
    with embedded_postgres(home, durable=False) as address:
        run_sql(address, "CREATE EXTENSION vector")
        distance = run_sql(address, "SELECT '[1,0]'::vector <-> '[1,2]'::vector")
        lower = run_sql(address, "SELECT lower('ÉÀ') || current_setting('server_version_num')")

    assert distance == 2.0
    assert str(lower).startswith("éà18")
    assert processes_of(home) == []
    assert not address.socket_dir.exists()


def test_data_is_kept_when_the_server_is_started_again(home: Path) -> None:
    for durable in (True, False):
        with embedded_postgres(home, durable=durable) as address:
            run_sql(address, "CREATE TABLE IF NOT EXISTS gift (name text)")
            run_sql(address, "INSERT INTO gift VALUES ('kite')")
            count = run_sql(address, "SELECT count(*) FROM gift")

    assert count == 2


def test_the_url_names_driver_database_and_socket_folder() -> None:
    url = urlsplit(ServerAddress(Path("/run/a b"), 5432).url("other"))

    assert url.scheme == "postgresql+asyncpg"
    assert url.path == "/other"
    assert parse_qs(url.query) == {"host": ["/run/a b"], "port": ["5432"]}


def test_a_second_process_shares_the_server_and_may_outlive_the_first(
    home: Path, start_client: StartClient
) -> None:
    first = start_client(home)
    first_address = first.address()
    second = start_client(home)

    assert second.address() == first_address
    first.leave()
    assert run_sql(first_address, "SELECT 1") == 1
    second.leave()
    assert processes_of(home) == []


def test_parallel_starters_get_one_server(home: Path, start_client: StartClient) -> None:
    clients = [start_client(home) for _ in range(4)]

    assert len({client.address() for client in clients}) == 1


def test_threads_of_one_process_share_the_server(home: Path) -> None:
    def join(_: int) -> ServerAddress:
        with embedded_postgres(home, durable=False) as address:
            return address

    with embedded_postgres(home, durable=False) as address, ThreadPoolExecutor(4) as pool:
        assert set(pool.map(join, range(4))) == {address}


@pytest.mark.parametrize("name", ["with space, 'quote\" & é", "/".join(["long-folder-name"] * 12)])
def test_the_path_of_the_home_may_be_odd_or_long(open_home: Path, name: str) -> None:
    with embedded_postgres(open_home / name, durable=False) as address:
        assert run_sql(address, "SELECT 1") == 1

    assert data_location(open_home / name) == open_home / name / "postgres" / "data"


@as_root
def test_a_private_home_of_root_keeps_its_permissions_and_may_move(
    home: Path, tmp_path: Path
) -> None:
    home.mkdir(mode=0o700)
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (home, *home.parents)]

    with embedded_postgres(home, durable=False) as address:
        run_sql(address, "CREATE TABLE gift (name text)")

    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (home, *home.parents)] == modes
    assert (home / "postgres").is_symlink()
    assert _owner_and_mode(data_location(home)) == (user_for_new_data().uid, 0o700)
    with embedded_postgres(home.rename(tmp_path / "moved"), durable=False) as address:
        assert run_sql(address, "SELECT count(*) FROM gift") == 0
    (tmp_path / "moved").rename(home)


def _owner_and_mode(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_uid, stat.S_IMODE(status.st_mode)


def test_a_home_without_its_data_is_not_replaced_silently(home: Path) -> None:
    home.mkdir()
    (home / "postgres").symlink_to(home / "elsewhere")

    with pytest.raises(EmbeddedPostgresError, match="does not exist"), embedded_postgres(home):
        pass


def test_a_failed_start_shows_the_end_of_the_log(open_home: Path) -> None:
    with embedded_postgres(open_home, durable=False):
        pass
    (data_location(open_home) / "postgresql.conf").write_text("no_such_setting = 1\n")

    failure = pytest.raises(EmbeddedPostgresError, match="no_such_setting")
    with failure, embedded_postgres(open_home):
        pass


def test_an_error_in_the_block_is_raised_unchanged(home: Path) -> None:
    with pytest.raises(FileNotFoundError), embedded_postgres(home, durable=False):
        raise FileNotFoundError

    assert processes_of(home) == []


@as_root
def test_a_normal_user_runs_the_server_as_that_user(open_home: Path) -> None:
    python = _python_for_nobody()
    home = open_home / "nobody"
    home.mkdir()
    os.chown(home, NOBODY, NOBODY)
    query = f"{find_installation()}/bin/psql -h $0 -U postgres -tAc 'SELECT 40 + 2' gifter"
    script = f"""
import os, subprocess, sys
from pathlib import Path
from gifter_adapters.embedded_postgres import data_location, embedded_postgres
home = Path({str(home)!r})
with embedded_postgres(home) as address:
    subprocess.run(["/bin/sh", "-c", {query!r}, str(address.socket_dir)], check=True)
"""
    ended = _run_as_nobody([python, "-c", script], HOME=str(home))

    assert (ended.stdout.strip(), ended.stderr) == ("42", "")
    assert data_location(home).stat().st_uid == NOBODY


def _python_for_nobody() -> str:
    for python in (sys.executable, "/usr/bin/python3"):
        check = "import sys, gifter_adapters; sys.exit(sys.version_info < (3, 11))"
        try:
            if _run_as_nobody([python, "-c", check]).returncode == 0:
                return python
        except OSError:
            continue
    pytest.skip("an unprivileged user can run no Python 3.11 here")


def _run_as_nobody(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    import_path = os.pathsep.join([str(IMPORT_PATH), str(find_installation().parents[1])])
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": import_path, **environment},
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
    )
