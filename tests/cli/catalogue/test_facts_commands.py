"""`gifter products judge`, `traits set` and `reports` on a real database."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from builders.catalogue.rows import put_brand, put_product
from builders.core.commands import start_gifter
from builders.core.locks import until_somebody_waits
from builders.reminders.dispatching import put_addressee
from gifter_adapters.postgres.catalogue.reports import PostgresTraitReports
from gifter_adapters.postgres.core.database import Database
from gifter_cli.main import app
from gifter_domain.catalogue.traits.judge import JUDGE_VERSION

Gifter = Callable[..., Awaitable[Result]]
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url, pool_size=3)
    yield database
    await database.close()


@pytest.fixture
def environment(database_url: str, tmp_path: Path) -> dict[str, str]:
    return {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}


@pytest.fixture
def gifter(environment: dict[str, str]) -> Gifter:
    """Runs a command of `gifter products` in a thread of its own, as it has its own event loop."""

    async def run(*arguments: str) -> Result:
        command = ["products", *arguments]
        return await asyncio.to_thread(CliRunner().invoke, app, command, env=environment)

    return run


@pytest.fixture
async def products(database: Database) -> None:
    await put_brand(database)
    for number in range(6):
        await put_product(database, f"p{number}", title="Dry Gin", specs="40% ABV")


@pytest.mark.usefixtures("products")
async def test_judging_all_prints_one_json_document(gifter: Gifter) -> None:
    first, second = await gifter("judge", "--all", "--json"), await gifter("judge", "--all")

    report = json.loads(first.stdout)
    assert (report["judged"], report["judge"]) == (6, JUDGE_VERSION)
    assert report["seconds"] >= 0
    assert second.stdout.startswith("0 products judged in ")


async def test_judging_asks_for_all(gifter: Gifter) -> None:
    result = await gifter("judge")

    assert result.exit_code == 2
    assert "--all" in result.stderr


@pytest.mark.usefixtures("products")
async def test_a_killed_judging_continues_when_it_is_repeated(
    gifter: Gifter, database: Database, environment: dict[str, str]
) -> None:
    async with database.transaction() as connection:
        await connection.driver.execute("SELECT FROM product_mirror WHERE id = 'p3' FOR UPDATE")
        with start_gifter(environment, *["products", "judge", "--all", "--batch-size", "2"]):
            await until_somebody_waits(database)
        assert await judged(database) == ["p0", "p1", "p2"]

    result = await gifter("judge", "--all", "--json")

    assert json.loads(result.stdout)["judged"] == 3
    assert await judged(database) == [f"p{number}" for number in range(6)]


@pytest.mark.usefixtures("products")
async def test_an_editor_states_facts_that_win_over_the_judge(gifter: Gifter) -> None:
    await gifter("judge", "--all")

    stated = await gifter(
        *("traits", "set", "p1", "alcohol=no", "nuts=yes", "--why", "the label", "--by", "ana")
    )
    await gifter("judge", "--all")

    assert stated.stdout == "p1: alcohol=no, nuts=yes\n"
    shown = (await gifter("facts", "p1")).stdout
    assert "nuts=yes by ana on " in shown
    facts = json.loads((await gifter("facts", "p1", "--json")).stdout)
    assert (facts["contains"], facts["free_of"]) == (["nuts"], ["alcohol"])
    assert "editor" in {each["provenance"] for each in facts["evidence"]}


@pytest.mark.usefixtures("products")
@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (("p1", "nuts"), 2, "neither CODE=yes nor CODE=no"),
        (("p1", "nuts=maybe"), 2, "neither CODE=yes nor CODE=no"),
        (("p1", "gold=yes"), 1, "decisions[0].code"),
        (("none", "nuts=yes"), 1, "There is no such product."),
    ],
)
async def test_a_wrong_statement_is_reported(
    gifter: Gifter, arguments: tuple[str, ...], exit_code: int, message: str
) -> None:
    result = await gifter("traits", "set", *arguments, "--why", "the label")

    assert result.exit_code == exit_code
    assert message in result.stderr


@pytest.mark.usefixtures("products")
async def test_reports_are_listed_until_an_editor_decides(
    gifter: Gifter, database: Database
) -> None:
    reports = PostgresTraitReports(database)
    for name in ("ada", "bob"):
        await put_addressee(database, name)
        await reports.add("p1", name, "nuts", NOW)
    await reports.add("p2", "ada", "milk", NOW)

    before = await gifter("reports")
    as_json = await gifter("reports", "--json")
    await gifter("traits", "set", "p1", "nuts=no", "--why", "the label lists none")
    after = await gifter("reports")

    assert before.stdout.splitlines() == [
        "p1 Dry Gin: nuts, 2 users, since 2026-11-30",
        "p2 Dry Gin: milk, 1 user, since 2026-11-30",
    ]
    assert [one["code"] for one in json.loads(as_json.stdout)] == ["nuts", "milk"]
    assert after.stdout.splitlines() == before.stdout.splitlines()[1:]


async def judged(database: Database) -> list[str]:
    query = text("SELECT id FROM product_mirror WHERE judged IS NOT NULL ORDER BY id")
    async with database.reads() as connection:
        return [row.id for row in await connection.execute(query)]
