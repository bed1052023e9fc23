"""`gifter understand`: for people and for files of requests."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from gifter_cli.main import app


def _understand(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["understand", *arguments], env={"COLUMNS": "200"})


def test_a_request_is_shown_for_people() -> None:
    result = _understand("a mug for my vegan aunt, under £20")

    assert "budget: at most £20.00" in result.stdout
    assert "excludes: vegan" in result.stdout


def test_a_file_gives_one_json_line_for_each_request(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    lines = [{"id": "a", "text": "max 20, opa", "lang": "de", "x": 1}, {"id": "b", "text": ""}]
    file.write_text("\n".join(map(json.dumps, lines)))

    rows = [
        json.loads(line)
        for line in _understand("--file", str(file), "--json").stdout.split("\n")
        if line
    ]

    assert [row["id"] for row in rows] == ["a", "b"]
    assert rows[0]["budget"]["max"] == 2000
    assert rows[0]["budget"]["currency"] is None
    assert rows[0]["relationship"] == "grandad"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "requests.jsonl"
    file.write_text('{"id": "a", "text": "x"}\n{"id": 3}\n')

    result = _understand("--file", str(file), "--json")

    assert result.exit_code == 2
    assert "line 2" in result.output


def test_a_text_or_a_file_is_needed() -> None:
    assert _understand().exit_code == 2
