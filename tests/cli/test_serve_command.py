"""The processes of `gifter serve`."""

import urllib.request
from pathlib import Path
from urllib.error import URLError

from builders.core.commands import start_gifter
from builders.servers.postgres import wait_until
from gifter_app.serving import free_port

SETTINGS = {
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "BETTERAUTH_ISSUER": "https://auth.example.com",
    "BETTERAUTH_AUDIENCE": "gifter",
    "BETTERAUTH_JWKS_URL": "http://127.0.0.1:1/jwks",
    "INTERNAL_WEBHOOK_SECRET": "secret-of-this-test",
}

# Each process imports for seconds, and more if the machine is busy.
START_LIMIT_S = 60.0


def test_the_workers_end_when_their_parent_is_killed() -> None:
    port = free_port()
    with start_gifter(SETTINGS, "serve", "--port", str(port), "--workers", "2") as parent:
        assert wait_until(lambda: _answers(port), START_LIMIT_S)
        workers = _children(parent.pid)
        parent.kill()
        parent.wait()

        ended = wait_until(lambda: not any(map(_runs, workers)), START_LIMIT_S)

    assert len(workers) >= 2
    assert ended
    assert not _answers(port)


def test_a_signal_during_the_start_stops_all_processes() -> None:
    with start_gifter(SETTINGS, "serve", "--port", str(free_port()), "--workers", "1") as parent:
        assert wait_until(lambda: bool(_children(parent.pid)), START_LIMIT_S)
        parent.terminate()

        assert parent.wait(START_LIMIT_S) == 0


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health") as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(child) for child in listed.split()]


def _runs(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
