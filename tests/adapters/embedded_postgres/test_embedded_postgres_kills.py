"""Killing any process around the embedded server leaks, loses and blocks nothing."""

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from builders.servers.postgres import (
    Client,
    keeper_of,
    kill_and_wait,
    postmaster_of,
    processes_of,
    run_sql,
    wait_until,
)
from gifter_adapters.embedded_postgres import data_location, embedded_postgres

StartClient = Callable[..., Client]


def test_killing_the_only_client_stops_the_server(home: Path, start_client: StartClient) -> None:
    client = start_client(home)
    address = client.address()

    client.kill()

    assert wait_until(lambda: not processes_of(home))
    assert not address.socket_dir.exists()


def test_killing_the_starter_leaves_the_server_to_other_clients(
    home: Path, start_client: StartClient
) -> None:
    starter = start_client(home)
    starter.address()

    with embedded_postgres(home) as address:
        starter.kill()
        assert run_sql(address, "SELECT pg_sleep(0.2)::text || 'up'") == "up"


def test_killing_the_keeper_ends_its_server_and_a_new_one_starts(
    home: Path, start_client: StartClient
) -> None:
    client = start_client(home)
    old_address, postmaster = client.address(), postmaster_of(home)

    kill_and_wait(keeper_of(home))
    with embedded_postgres(home) as address:
        assert postmaster_of(home) != postmaster
        assert run_sql(address, "SELECT 1") == 1

    assert not old_address.socket_dir.exists()


def test_killing_the_keeper_without_clients_stops_the_server(
    home: Path, start_client: StartClient
) -> None:
    start_client(home).address()

    os.kill(keeper_of(home), signal.SIGKILL)

    assert wait_until(lambda: not processes_of(home))


def test_a_killed_server_restarts_at_its_address_with_all_committed_data(home: Path) -> None:
    with embedded_postgres(home) as address:
        run_sql(address, "CREATE TABLE gift AS SELECT generate_series(1, 1000)")

        kill_and_wait(postmaster_of(home))

        with embedded_postgres(home) as same_address:
            assert same_address == address
            assert run_sql(address, "SELECT count(*) FROM gift") == 1000


def test_killing_all_processes_loses_and_blocks_nothing(
    home: Path, start_client: StartClient
) -> None:
    client = start_client(home, "durable")
    old_address = client.address()
    run_sql(old_address, "CREATE TABLE gift AS SELECT generate_series(1, 1000)")

    kill_and_wait(keeper_of(home), postmaster_of(home))
    client.kill()

    with embedded_postgres(home) as address:
        assert run_sql(address, "SELECT count(*) FROM gift") == 1000
    assert not old_address.socket_dir.exists()


def test_a_status_file_that_names_another_program_does_not_block_a_start(home: Path) -> None:
    with embedded_postgres(home, durable=False):
        status_file = data_location(home) / "postmaster.pid"
        status = status_file.read_text().splitlines()
    owner = data_location(home).stat()
    user = owner.st_uid if os.geteuid() == 0 else None
    with subprocess.Popen(["sleep", "60"], user=user) as other:
        status_file.write_text("\n".join([str(other.pid), *status[1:]]))
        os.chown(status_file, owner.st_uid, owner.st_gid)

        with embedded_postgres(home, durable=False) as address:
            assert run_sql(address, "SELECT 1") == 1

        assert other.poll() is None
        other.kill()


@pytest.mark.parametrize("moment", ["global", "postmaster.pid"])
def test_an_interrupted_first_start_is_repeated(
    home: Path, start_client: StartClient, moment: str
) -> None:
    client = start_client(home)

    def reached() -> bool:
        folder = data_location(home).parent
        return any(folder.glob(f"unfinished-*/{moment}"))

    assert wait_until(reached)
    client.kill()
    for process in processes_of(home):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)

    with embedded_postgres(home, durable=False) as address:
        assert run_sql(address, "SELECT 1") == 1
    assert not any(data_location(home).parent.glob("unfinished-*"))
