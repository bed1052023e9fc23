"""The embedded server starts and stops under ignored signals, and no wait is endless or silent."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.servers.postgres import (
    CLIENT,
    IMPORT_PATH,
    LIMIT_S,
    keeper_of,
    postmaster_of,
    processes_of,
)
from gifter_adapters.embedded_postgres import EmbeddedPostgresError, embedded_postgres, locks
from gifter_adapters.embedded_postgres.cluster import Cluster
from gifter_adapters.embedded_postgres.locks import exclusive, lock_shared
from gifter_adapters.embedded_postgres.postgres_process import stop_postgres


def test_signals_that_the_caller_ignores_are_restored_for_the_server(home: Path) -> None:
    script = ["sh", "-c", 'trap "" INT QUIT TERM HUP; exec "$@"', "sh"]
    client = subprocess.Popen(
        [*script, sys.executable, "-c", CLIENT, str(home), "fast"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(IMPORT_PATH)},
    )
    assert client.stdout is not None
    client.stdout.readline()

    ignored = {
        number
        for process in (keeper_of(home), postmaster_of(home))
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
        if _ignores(process, number)
    }
    client.communicate("", timeout=LIMIT_S)

    assert ignored == set()
    assert processes_of(home) == []


def _ignores(process: int, number: signal.Signals) -> bool:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    mask = next(int(line.split()[1], 16) for line in lines if line.startswith("SigIgn:"))
    return bool(mask >> (number - 1) & 1)


def test_a_server_that_ignores_the_first_signal_to_stop_is_stopped_by_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    script = ["sh", "-c", 'trap "" INT; echo ready; exec sleep 60']
    with subprocess.Popen(script, stdout=subprocess.PIPE) as stubborn:
        assert stubborn.stdout is not None
        stubborn.stdout.readline()
        order = ((signal.SIGINT, 0.01), (signal.SIGTERM, LIMIT_S))
        monkeypatch.setattr(sys.modules[stop_postgres.__module__], "STOP_ORDER", order)

        stop_postgres(stubborn)

    assert stubborn.returncode == -signal.SIGTERM


def test_a_lock_that_stays_taken_is_given_up_and_its_holder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "some.lock"

    with exclusive(path, 0.0):
        with pytest.raises(EmbeddedPostgresError) as shared:
            lock_shared(path, 0.0)
        with pytest.raises(EmbeddedPostgresError) as own, exclusive(path, 0.0):
            pass

    for error in (shared, own):
        assert str(path) in str(error.value)
        assert f"process {os.getpid()} (" in str(error.value)


def test_a_wait_for_a_lock_says_who_has_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(locks, "NOTICE_AFTER_S", 0.0)
    with embedded_postgres(home, durable=False):
        lock = Cluster((home / "postgres").resolve()).start_lock
        with exclusive(lock, LIMIT_S), pytest.raises(EmbeddedPostgresError):
            exclusive(lock, 0.1).__enter__()

    assert f"waiting for {lock}, locked by process {os.getpid()}" in capfd.readouterr().err
