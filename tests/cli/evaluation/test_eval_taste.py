"""`gifter eval taste`: answers of made-up people, and the gifts that follow."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from gifter_cli.main import app


def _taste(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["eval", "taste", *arguments])


def _report(*arguments: str) -> dict[str, Any]:
    done = _taste("--json", *arguments)
    assert done.exit_code == 0, done.output
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_answers_make_the_gifts_for_a_few_people_better_and_break_no_stated_limit() -> None:
    report = _report("--people", "4")["report"]

    for half in report["halves"]:
        assert [step["answers"] for step in half["steps"]] == [0, 3, 5, 7]
        assert half["steps"][-1]["gain"]["value"] > 0.1
        assert all(step["broken"] == 0 for step in half["steps"])
    assert sum(half["people"] for half in report["halves"]) == 4
    assert "free_saturday" in {question["id"] for question in report["questions"]}


@pytest.fixture
def gift_set(tmp_path: Path) -> Path:
    """A set whose interests are gardening and writing, with one good gift for each."""
    items: list[dict[str, Any]] = [
        {"id": "spade", "title": "Garden spade for the gardener", "priceMinor": 3000},
        {"id": "pen", "title": "Fountain pen for writing letters", "priceMinor": 2500},
        *({"id": f"sock{n}", "title": f"Pair of socks, pattern {n}"} for n in range(30)),
    ]
    with gzip.open(tmp_path / "catalogue.jsonl.gz", "wt") as file:
        file.write("\n".join(json.dumps(item | {"currency": "USD"}) for item in items))
    queries = [{"id": "q1", "text": "gardening"}, {"id": "q2", "text": "writing"}]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)))
    (tmp_path / "judgments.tsv").write_text("query_id\titem_id\tgrade\nq1\tspade\t3\nq2\tpen\t3\n")
    return tmp_path


def test_a_set_is_measured_with_the_people_whose_loves_it_judges(gift_set: Path) -> None:
    report = _report("--data", str(gift_set), "--people", "3")["report"]

    steps = [step for half in report["halves"] for step in half["steps"]]
    assert sum(half["people"] for half in report["halves"]) == 3
    assert steps[-1]["ndcg"]["value"] > 0.5
    assert all(step["broken"] is None for step in steps)


def test_a_folder_that_is_no_set_is_refused(tmp_path: Path) -> None:
    done = _taste("--data", str(tmp_path))

    assert done.exit_code == 2
    assert "is not an evaluation set" in done.stderr
