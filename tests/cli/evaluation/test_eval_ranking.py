"""`gifter eval ranking`: recommendations measured on a judged set, in a scratch database."""

import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gifter_cli.evaluation.sets import SetItem, product_change
from gifter_cli.main import app

TITLES = {
    "m1": "Enamel camping mug",
    "m2": "Speckled coffee mug",
    "g1": "Golf balls, a dozen",
    "g2": "Golf putting mat",
    "w1": "Single malt whisky for golfers, 40% vol",
    "k1": "Bamboo knitting needles",
}
QUERIES = {"q1": "coffee mug", "q2": "gift for my 10 year old son who loves golf"}
JUDGMENTS = "query_id\titem_id\tgrade\nq1\tm2\t3\nq1\tm1\t1\nq2\tg1\t2\nq2\tg2\t3\nq2\tw1\t0\n"


def _judged_set(folder: Path) -> Path:
    folder.mkdir()
    with gzip.open(folder / "catalogue.jsonl.gz", "wt") as file:
        for item, title in TITLES.items():
            age = 18 if item == "w1" else 5
            line = {"id": item, "title": title, "ageMin": age, "genders": ["male"]}
            file.write(json.dumps(line) + "\n")
    rows = [json.dumps({"id": query, "text": text}) for query, text in QUERIES.items()]
    (folder / "queries.jsonl").write_text("\n".join(rows))
    (folder / "judgments.tsv").write_text(JUDGMENTS)
    return folder


def _eval(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["eval", "ranking", *map(str, arguments)])


def test_a_set_is_measured_and_compared_with_simple_searches(tmp_path: Path) -> None:
    _judged_set(tmp_path / "mine")

    result = _eval("--data", tmp_path, "--json")

    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)["sets"]["mine"]
    assert (report["items"], report["searches"], report["stage"]) == (6, 2, "list")
    measures = report["measures"]
    assert measures["ndcg"]["value"]["value"] > 0.9
    assert set(measures["ndcg"]["differences"]) == {"BM25", "vectors", "sum"}
    assert measures["violations"]["value"]["value"] == 0  # no whisky for the child
    assert measures["violations"]["baselines"]["BM25"]["value"] == 1
    assert measures["p95_ms"]["value"]["value"] > 0


def test_ages_and_genders_of_a_set_are_never_stored() -> None:
    item = SetItem("a", "A mug", age_min=37, age_max=41, genders=("female",))

    stored = repr(product_change(item))

    assert not any(word in stored for word in ("37", "41", "female"))


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("judgments.tsv", "query_id\titem_id\tgrade\nq9\tm1\t1\n", "no query 'q9'"),
        ("judgments.tsv", "query_id\titem_id\tgrade\nq1\tm1\t7\n", "the grade '7'"),
        ("judgments.tsv", "query,item\n", "needs the columns"),
        ("queries.jsonl", '{"id": "q1"}\n', "queries.jsonl, line 1"),
        ("queries.jsonl", None, "it has no queries.jsonl"),
        ("catalogue.jsonl.gz", "not compressed", "cannot be read"),
    ],
)
def test_a_malformed_set_is_refused_with_the_file_and_the_line(
    file: str, content: str | None, message: str, tmp_path: Path
) -> None:
    folder = _judged_set(tmp_path / "mine")
    (folder / file).unlink() if content is None else (folder / file).write_text(content)

    result = _eval("--data", folder)

    assert result.exit_code in (1, 2)
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_without_sets_is_refused(tmp_path: Path) -> None:
    assert "judgments.tsv" in _eval("--data", tmp_path).stderr
