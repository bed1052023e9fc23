"""`gifter recommend`, run as a command on a real database."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builders.recommendations.catalogue_rows import put_catalogue
from gifter_adapters.postgres.core.database import Database
from gifter_cli.main import app
from gifter_cli.recommend import parse_budget
from gifter_domain.shared.money import Budget

Gifter = Callable[..., Result]


@pytest.fixture
def gifter(database_url: str, tmp_path: Path) -> Gifter:
    async def fill() -> None:
        database = Database(database_url, pool_size=1)
        gifts = [
            {"id": "trowel", "title": "Garden trowel [1]", "price_minor": 2400},
            {"id": "shed", "title": "Garden shed", "price_minor": 90_000},
        ]
        await put_catalogue(database, gifts)
        await database.close()

    def run(*arguments: str, said: str = "") -> Result:
        environment = {
            "DATABASE_URL": database_url,
            "GIFTER_HOME": str(tmp_path),
            "COLUMNS": "80",
        }
        return CliRunner().invoke(app, ["recommend", *arguments], env=environment, input=said)

    asyncio.run(fill())
    return run


def test_gifts_are_shown_with_the_parts_of_their_scores(gifter: Gifter) -> None:
    shown = gifter("something for a friend who gardens", "--budget", "20-50GBP")
    as_json = gifter("something for a friend who gardens", "--budget", "£50", "--json")

    assert shown.exit_code == 0, shown.output
    assert "for: friend; budget: £20.00 to £50.00" in shown.stdout
    assert "Garden trowel [1]" in shown.stdout
    assert "lexical" in shown.stdout
    assert "shed" not in shown.stdout
    document = json.loads(as_json.stdout)
    assert document["understood"]["words"] == ["gardens"]
    assert [item["product"]["id"] for item in document["items"]] == ["trowel"]


def test_a_list_is_readable_at_80_columns(gifter: Gifter) -> None:
    shown = gifter("for my aunt, she gardens, no candles, under £40")

    first, *lines = shown.stdout.splitlines()
    assert first == (
        "Understood: not: candles; for: aunt; budget: up to £40.00; looking for: gardens"
    )
    assert max(map(len, lines)) <= 80
    titles = [line for line in lines if "Garden trowel [1]" in line]
    assert titles[0].startswith("1. Garden trowel [1]")
    assert "£24.00 0." in titles[0]
    assert "How much would you like to spend?" not in shown.stdout


def test_the_question_and_the_notes_are_shown(gifter: Gifter) -> None:
    niece = gifter("something for my niece who gardens")
    french = gifter("un cadeau pour ma mère qui aime le jardinage")

    assert "Is the gift for a child or for a grown-up? (A child or teenager / A grown-up)" in (
        " ".join(niece.stdout.split())
    )
    assert "language: fr" in french.stdout
    assert "Gifter reads English and German." in french.stdout


def test_a_budget_that_no_product_meets_gives_a_message(gifter: Gifter) -> None:
    shown = gifter("golf", "--budget", "5JPY")

    assert shown.exit_code == 0
    assert "No product matches" in shown.stdout


def test_a_text_that_is_too_long_is_refused(gifter: Gifter) -> None:
    refused = gifter("tea " * 251)

    assert refused.exit_code == 2
    assert "1004 characters, which is more than 1000" in refused.output


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("50GBP", Budget("GBP", None, 5000)),
        ("£50", Budget("GBP", None, 5000)),
        ("12.50 eur", Budget("EUR", None, 1250)),
        ("20-50GBP", Budget("GBP", 2000, 5000)),
        ("£20-£50", Budget("GBP", 2000, 5000)),
        ("5000JPY", Budget("JPY", None, 5000)),
    ],
)
def test_a_budget_is_in_whole_amounts(text: str, budget: Budget) -> None:
    assert parse_budget(text) == budget


@pytest.mark.parametrize("text", ["", "50", "GBP", "50XXX", "-5GBP", "50-20GBP", "£50EURO"])
def test_a_budget_that_cannot_be_read_is_refused(gifter: Gifter, text: str) -> None:
    refused = gifter("tea", f"--budget={text}")

    assert refused.exit_code == 2
    assert "budget" in refused.output


def test_a_conversation_refines_the_list_line_by_line(gifter: Gifter) -> None:
    said = "not sheds\ncheaper\n\n"
    shown = gifter("something for a friend who gardens", "--chat", said=said)

    assert shown.exit_code == 0, shown.output
    first, second, third, *_ = shown.stdout.split("Understood: ")[1:]
    assert first.startswith("for: friend; looking for: gardens")
    assert "shed" in first.lower()
    assert "not: shed" in second
    assert "Garden shed" not in second
    assert "for: friend" in third
    assert "budget: up to £19.20" in third
