"""`gifter reminders preview` and `plan`, on a database with one user and an anniversary."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import time
from pathlib import Path
from typing import TypeVar

import pytest
from typer.testing import CliRunner, Result

from builders.core.clocks import FixedClock
from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container
from gifter_app.settings import read_settings
from gifter_cli.main import app
from gifter_domain.reminders.preferences import QuietHours
from gifter_domain.shared.civil_dates import CivilDate

Gifter = Callable[..., Result]
Answer = TypeVar("Answer")


async def as_ada(
    database_url: str, home: Path, does: Callable[[Planner], Awaitable[Answer]]
) -> Answer:
    container = Container(settings=read_settings({"GIFTER_HOME": str(home), "LOG_LEVEL": "error"}))
    container.database_url.override(database_url)
    container.clock.override(FixedClock())
    answer = await does(await planner_named(container, "ada"))
    await container.database().close()
    return answer


async def fill(ada: Planner) -> tuple[str, str]:
    """Adds an occasion on 28 March, and returns the ids of its user and of the occasion."""
    await ada.prefer(email=False, quiet_hours=QuietHours(time(22), time(10)))
    occasion = await ada.celebrate(await ada.keep(), CivilDate(3, 28), title="The [bold] day")
    return ada.user.id, occasion


@pytest.fixture
def ids(database_url: str, tmp_path: Path) -> tuple[str, str]:
    return asyncio.run(as_ada(database_url, tmp_path, fill))


@pytest.fixture
def gifter(database_url: str, tmp_path: Path) -> Gifter:
    settings = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}

    def invoked(*arguments: str, columns: str = "150") -> Result:
        environment = settings | {"COLUMNS": columns}
        return CliRunner().invoke(app, ["reminders", *arguments], env=environment)

    return invoked


def test_a_preview_shows_the_time_and_rule_of_each_reminder(
    gifter: Gifter, ids: tuple[str, str]
) -> None:
    user, occasion = ids

    result = gifter(
        "preview", "--user", user, "--days", "30", "--from", "2027-03-01T12:00:00+01:00", "--json"
    )

    assert result.exit_code == 0, result.stderr
    common = {"occasionId": occasion, "occurrenceOn": "2027-03-28", "channel": "PUSH"}
    common |= {"rule": "QUIET_HOURS"}
    assert json.loads(result.stdout) == [
        common
        | {
            "daysBefore": 14,
            "scheduledFor": "2027-03-14T10:00:00Z",
            "scheduledLocal": "2027-03-14T10:00:00+00:00",
        },
        common
        | {
            "daysBefore": 3,
            "scheduledFor": "2027-03-25T10:00:00Z",
            "scheduledLocal": "2027-03-25T10:00:00+00:00",
        },
        common
        | {
            "daysBefore": 0,
            "scheduledFor": "2027-03-28T09:00:00Z",
            "scheduledLocal": "2027-03-28T10:00:00+01:00",
        },
    ]


def test_a_preview_is_a_table_for_people(gifter: Gifter, ids: tuple[str, str]) -> None:
    result = gifter("preview", "--user", ids[0], "--from", "2027-03-01T00:00:00Z", "--days", "60")

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    first = next(place for place, line in enumerate(lines) if "2027-03-28 10:00" in line)
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines[first:]]
    when, what = "Sun 2027-03-28 10:00", "The [bold] day (Ana)"
    assert rows[0] == [when, what, "the day", "push", "after quiet hours"]
    assert rows[1] == ["Sun 2027-03-28 09:00", "Sun 2027-03-28", "", "", ""]


def test_an_occasion_without_a_title_has_the_name_used_in_notices(
    gifter: Gifter, ids: tuple[str, str], database_url: str, tmp_path: Path
) -> None:
    async def speak_german(planner: Planner) -> None:
        await planner.write("UPDATE user_account SET language = 'de'")
        await planner.write("UPDATE occasion SET title = NULL")

    asyncio.run(as_ada(database_url, tmp_path, speak_german))

    result = gifter("preview", "--user", ids[0], "--from", "2027-03-01T00:00:00Z", "--days", "60")

    assert "│ Jahrestag von Ana " in result.stdout


def test_a_preview_fits_80_columns(gifter: Gifter, ids: tuple[str, str]) -> None:
    since = ("--from", "2027-03-01T00:00:00Z", "--days", "60")

    result = gifter("preview", "--user", ids[0], *since, columns="80")

    assert "…" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "Times of Europe/London," in result.stdout


def test_a_preview_without_a_user_lists_users(gifter: Gifter, ids: tuple[str, str]) -> None:
    result = gifter("preview")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [f"  {ids[0]}"]


def test_a_preview_without_reminders_prints_a_message(gifter: Gifter, ids: tuple[str, str]) -> None:
    result = gifter("preview", "--user", ids[0], "--from", "2027-04-01T00:00:00Z", "--days", "30")

    assert "No reminders in the 30 days from 2027-04-01 00:00 UTC." in result.stdout


def test_an_unknown_user_is_reported(gifter: Gifter, ids: tuple[str, str]) -> None:
    result = gifter("preview", "--user", "nobody")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no user with the id 'nobody'." in result.stderr


@pytest.mark.parametrize("instant", ["yesterday", "2027-03-01T12:00:00", "2027-03-01"])
def test_an_invalid_instant_is_reported(gifter: Gifter, instant: str) -> None:
    result = gifter("preview", "--user", "nobody", "--from", instant)

    assert result.exit_code == 2
    assert "2026-03-01T09:00:00Z" in result.stderr


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00"],
)
def test_an_instant_out_of_range_is_reported(
    gifter: Gifter, ids: tuple[str, str], instant: str
) -> None:
    result = gifter("preview", "--user", ids[0], "--from", instant)

    assert result.exit_code == 2
    assert "--from" in result.stderr
    assert "from 1900 to 2999" in result.stderr


@pytest.mark.parametrize("instant", ["1900-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
def test_the_first_and_the_last_allowed_instant_can_be_planned_from(
    gifter: Gifter, ids: tuple[str, str], instant: str
) -> None:
    result = gifter("preview", "--user", ids[0], "--from", instant, "--days", "3660")

    assert (result.exit_code, result.stderr) == (0, "")


def test_planning_for_all_users_without_a_change_writes_nothing(
    gifter: Gifter, ids: tuple[str, str]
) -> None:
    first, again = gifter("plan", "--all", "--json"), gifter("plan", "--all")

    done = json.loads(first.stdout)
    assert (done["users"], done["ofUsers"], done["added"]) == (1, 1, 0)
    nothing = "Users planned for: 1; reminders added: 0, moved: 0, revived: 0, cancelled: 0; "
    assert again.stdout.startswith(nothing)


def test_planning_requires_the_option_all(gifter: Gifter) -> None:
    assert gifter("plan").exit_code == 2
