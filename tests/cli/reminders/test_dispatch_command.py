"""`gifter reminders dispatch`, with one reminder that is due and nothing set for push or mail."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.reminders import a_row, put_devices, put_due, put_occasions, put_reader
from gifter_adapters.postgres.database import Database
from gifter_cli.main import app

Gifter = Callable[..., Result]


async def fill(database_url: str) -> None:
    database = Database(database_url)
    await put_reader(database)
    await put_devices(database, "phone")
    await put_occasions(database, "The [bold] day")
    now = datetime.now(UTC)
    due = {"scheduled_for": now - timedelta(hours=1), "useful_until": now + timedelta(hours=1)}
    await put_due(database, a_row("The [bold] day", **due))
    await database.close()


@pytest.fixture
def gifter(database_url: str, tmp_path: Path) -> Gifter:
    asyncio.run(fill(database_url))
    settings = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path), "COLUMNS": "150"}
    return lambda *arguments: CliRunner().invoke(
        app, ["reminders", "dispatch", *arguments], env=settings
    )


def test_a_dry_run_shows_what_is_due_and_tells_nobody(gifter: Gifter, tmp_path: Path) -> None:
    told = gifter("--dry-run")

    assert told.exit_code == 0, told.stderr
    assert "The [bold] day (Ana)" in told.stdout
    assert "1:00:" in told.stdout
    assert not (tmp_path / "outbox.jsonl").exists()


def test_once_tells_what_is_due_and_ends(gifter: Gifter, tmp_path: Path) -> None:
    told = [gifter("--once").stdout for _ in range(2)]

    assert told == ["Reminders that were due: 1.\n", "Reminders that were due: 0.\n"]
    (line,) = (tmp_path / "outbox.jsonl").read_text().splitlines()
    sent = json.loads(line)
    assert (sent["by"], sent["to"]) == ("push", "phone")
    assert "The [bold] day (Ana)" in sent["message"]["title"]
    assert gifter("--dry-run").stdout == "Nothing is due.\n"
