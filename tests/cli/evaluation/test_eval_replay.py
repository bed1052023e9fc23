"""`gifter eval replay`: recorded searches asked again, in a scratch database."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gifter_cli.main import app

PRODUCTS: list[dict[str, Any]] = [
    {"id": "a", "title": "Wooden train set", "ageMin": 2, "ageMax": 6},
    {"id": "b", "title": "Leather wallet", "ageMin": 18, "genders": ["male"]},
    {"id": "c", "title": "Single malt whisky, 40% vol", "ageMin": 21},
    {"id": "d", "title": "Board game for the family", "ageMin": 5},
]
SEARCHES: list[dict[str, Any]] = [
    {"id": "s1", "occasion": "birthday", "gender": "male", "ageMin": 5, "ageMax": 10},
    {"id": "s2", "relationship": "sibling / in-law", "gender": "female", "ageMin": 25},
]


def _eval(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", "replay", *map(str, arguments)])


@pytest.fixture
def searches(tmp_path: Path) -> Path:
    """Recorded searches with a catalogue in the folder beside them."""
    (tmp_path / "shop-gifts").mkdir()
    with gzip.open(tmp_path / "shop-gifts" / "catalogue.jsonl.gz", "wt") as file:
        file.write("\n".join(map(json.dumps, PRODUCTS)))
    file_of_searches = tmp_path / "shop-searches.jsonl"
    file_of_searches.write_text("\n".join(map(json.dumps, SEARCHES)))
    return file_of_searches


def test_searches_are_replayed_and_misfits_are_counted_by_age_group(searches: Path) -> None:
    result = _eval("--searches", searches, "--json")

    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert list(report["groups"]) == ["all", "5–10", "25+"]
    child, sister = report["groups"]["5–10"]["misfits"], report["groups"]["25+"]["misfits"]
    assert child["adult"]["value"] == 0  # no whisky
    assert sister["age"]["value"] > 0  # the train set: only the shop's ages tell
    assert report["groups"]["all"]["empty"]["value"] == 0
    assert report["p95_ms"]["value"] > 0


def test_without_a_catalogue_beside_the_searches_one_must_be_named(
    searches: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "other.jsonl"
    searches.rename(alone)

    result = _eval("--searches", alone)

    assert result.exit_code == 2
    assert "--catalogue" in result.stderr


def test_lists_with_a_limit_are_counted_apart(searches: Path) -> None:
    result = _eval("--searches", searches, "--limit", "nuts", "--limit", "alcohol", "--json")

    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert {name: group["searches"] for name, group in report["limits"].items()} == {
        "alcohol": 2,
        "minor": 3,  # the child's search, and the same with each limit
        "nuts": 2,
    }
    assert report["groups"]["all"]["searches"] == 2
    assert report["limits"]["alcohol"]["empty"]["value"] == 0


def test_an_unknown_limit_is_named(searches: Path) -> None:
    result = _eval("--searches", searches, "--limit", "gold")

    assert result.exit_code == 2
    assert "gold" in result.stderr
