"""`gifter eval gold`: scores of labelled files."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gifter_cli.main import app

TESTS = Path(__file__).parents[2]
REQUESTS = TESTS / "data" / "requests" / "labelled_requests.jsonl"
PRODUCTS = TESTS / "quality" / "traits" / "products.jsonl"


def _eval(*arguments: str | Path) -> Result:
    words = ["eval", "gold", *map(str, arguments)]
    return CliRunner().invoke(app, words, env={"COLUMNS": "120"})


def _written(path: Path, *rows: dict[str, Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_requests_are_scored_in_all_languages() -> None:
    report = json.loads(_eval("requests", REQUESTS, "--json").stdout)["requests"]

    assert set(report) == {"all", "de", "en"}
    assert report["all"]["items"] == report["de"]["items"] + report["en"]["items"]
    right = report["all"]["accuracy"]["RIGHT"]["all"]
    assert 0.8 < right["low"] <= right["value"] <= right["high"]


def test_the_halves_are_disjoint_and_together_all() -> None:
    counts = [
        json.loads(_eval("requests", REQUESTS, "--json", *half).stdout)["requests"]["all"]["items"]
        for half in ((), ("--half", "development"), ("--half", "held-out"))
    ]

    assert counts[0] == counts[1] + counts[2]
    assert min(counts) > 0


def test_a_table_is_printed_for_people() -> None:
    result = _eval("traits", PRODUCTS)

    assert result.exit_code == 0
    assert "nothing missed" in result.stdout


def test_products_are_scored() -> None:
    report = json.loads(_eval("traits", PRODUCTS, "--json").stdout)["products"]

    assert report["all"]["found"]["contains (all)"]["f1"]["value"] > 0.9


def test_wrong_items_are_named_beside_the_scores(tmp_path: Path) -> None:
    row = {"id": "a", "text": "a mug", "excludes": ["golf"], "topic": "x"}
    result = _eval("requests", _written(tmp_path / "r.jsonl", row), "--wrong", "5", "--topics")

    assert "a (x): a mug" in result.stderr
    assert "x: 1 requests" in result.stdout


def test_texts_come_from_the_catalogue_of_the_source_beside_the_file(tmp_path: Path) -> None:
    label = {"id": "p", "source": "shop", "contains": ["wool"]}
    text = {"id": "p", "title": "Lambswool scarf", "ageMin": 3}
    labels = _written(tmp_path / "traits" / "products.jsonl", label)
    catalogue = _written(tmp_path / "catalogue.jsonl", text)

    missing = _eval("traits", labels)
    named = _eval("traits", labels, "--catalogue", catalogue, "--json")

    assert missing.exit_code == 1
    assert "--catalogue" in missing.stderr
    assert json.loads(named.stdout)["products"]["shop en"]["found"]["wool"]["recall"] == 1


@pytest.mark.parametrize("content", ['{"id": "a", "text": "x"}\n{"id": 3}', "{", "\n"])
def test_a_malformed_file_ends_in_one_line_that_names_the_place(
    content: str, tmp_path: Path
) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_text(content)
    result = _eval("requests", file)

    assert result.exit_code in (1, 2)
    assert "requests.jsonl" in result.stderr.replace("\n", "")
    assert "Traceback" not in result.output
