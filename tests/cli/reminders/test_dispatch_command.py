"""`gifter reminders dispatch` with one due reminder, and without settings for push or mail."""

import asyncio
import json
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.core.commands import start_gifter
from builders.reminders.dispatching import a_row, put_addressee, put_devices, put_due, put_occasions
from gifter_adapters.postgres.core.database import Database
from gifter_cli.main import app

Gifter = Callable[..., Result]


async def fill(database_url: str, channel: str = "PUSH") -> None:
    database = Database(database_url)
    await put_addressee(database)
    await put_devices(database, "phone")
    await put_occasions(database, "The [bold] day")
    now = datetime.now(UTC)
    due = {"scheduled_for": now - timedelta(hours=1), "useful_until": now + timedelta(hours=1)}
    await put_due(database, a_row("The [bold] day", channel=channel, **due))
    await database.close()


@pytest.fixture
def gifter(database_url: str, tmp_path: Path) -> Gifter:
    asyncio.run(fill(database_url))
    settings = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path), "COLUMNS": "150"}
    return lambda *arguments: CliRunner().invoke(
        app, ["reminders", "dispatch", *arguments], env=settings
    )


def test_a_dry_run_shows_due_reminders_and_sends_nothing(gifter: Gifter, tmp_path: Path) -> None:
    result = gifter("--dry-run")

    assert result.exit_code == 0, result.stderr
    assert "The [bold] day (Ana)" in result.stdout
    assert "1:00:" in result.stdout
    assert not (tmp_path / "outbox.jsonl").exists()


def test_once_sends_due_reminders_and_ends(gifter: Gifter, tmp_path: Path) -> None:
    result = [gifter("--once").stdout for _ in range(2)]

    assert result == ["Reminders that were due: 1.\n", "Reminders that were due: 0.\n"]
    (line,) = (tmp_path / "outbox.jsonl").read_text().splitlines()
    sent = json.loads(line)
    assert (sent["by"], sent["to"]) == ("push", "phone")
    assert "The [bold] day (Ana)" in sent["message"]["title"]
    assert gifter("--dry-run").stdout == "Nothing is due.\n"


def test_dev_writes_mail_to_a_file_with_links_to_itself(database_url: str, tmp_path: Path) -> None:
    asyncio.run(fill(database_url, channel="EMAIL"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}
    outbox, until = tmp_path / "outbox.jsonl", time.monotonic() + 30

    with start_gifter(settings, "dev", "--port", str(port)) as process:
        while not outbox.exists() and time.monotonic() < until and process.poll() is None:
            time.sleep(0.1)

    sent = json.loads(outbox.read_text())
    assert (sent["by"], sent["to"]) == ("email", "ada@example.com")
    leave = sent["message"]["unsubscribe_url"]
    assert leave.startswith(f"http://127.0.0.1:{port}/v1/unsubscribe?")
