"""`gifter products facts --file`: facts of products without a database."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from builders.catalogue.changes import a_snapshot
from gifter_adapters.payload.codec import PayloadCodec
from gifter_cli.main import app

WITHOUT_A_DATABASE = {"DATABASE_URL": "postgresql://nobody@localhost:1/none"}


def test_facts_of_a_file_are_printed_as_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "products.jsonl"
    file.write_text(
        '{"id": "a", "title": "Almond Cake", "specs": "Almonds, egg", "category": "Food",'
        ' "brand": "Ignored"}\n\n'
        '{"id": "b", "title": "Dry Gin", "tags": ["40% ABV"]}\n'
    )

    printed = CliRunner().invoke(
        app, ["products", "facts", "--file", str(file), "--json"], env=WITHOUT_A_DATABASE
    )

    assert printed.exit_code == 0
    cake, gin = map(json.loads, printed.stdout.splitlines())
    assert cake["id"] == "a"
    assert {"nuts", "egg", "food"} <= set(cake["contains"])
    assert (gin["contains"], gin["adult_only"], gin["for_ages"]) == (["alcohol"], True, None)


def test_facts_of_a_file_are_printed_for_people(tmp_path: Path) -> None:
    file = tmp_path / "products.jsonl"
    file.write_text('{"id": "b", "title": "Dry Gin", "specs": "40% ABV"}\n')

    printed = CliRunner().invoke(app, ["products", "facts", "--file", str(file)])

    assert "b Dry Gin: contains alcohol; adult_only" in printed.stdout


def test_each_fact_is_printed_with_the_words_that_say_it(tmp_path: Path) -> None:
    file = tmp_path / "products.jsonl"
    file.write_text('{"id": "c", "title": "Trail Snack", "specs": "Raisins, cashews"}\n')

    printed = CliRunner().invoke(app, ["products", "facts", "--file", str(file), "--json"])

    facts = {fact["code"]: fact for fact in json.loads(printed.stdout)["evidence"]}
    assert (facts["nuts"]["field"], facts["nuts"]["text"]) == ("specs", "cashews")
    assert (facts["nuts"]["start"], facts["nuts"]["end"]) == (9, 16)
    assert facts["nuts"]["provenance"] == "rules"


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "products.jsonl"
    file.write_text('{"id": "a"}\n')

    refused = CliRunner().invoke(app, ["products", "facts", "--file", str(file), "--json"])

    assert refused.exit_code == 1
    assert "line 1" in refused.output


def test_stored_facts_are_found_by_our_id_and_by_the_id_of_the_shop(
    database_url: str, tmp_path: Path
) -> None:
    environment = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}
    file = tmp_path / "catalogue.jsonl"
    file.write_bytes(PayloadCodec().encode(a_snapshot(1, "v1", title="Dry Gin")))

    def gifter(*arguments: str) -> Result:
        return CliRunner().invoke(app, arguments, env=environment)

    gifter("catalogue", "import", str(file))
    gifter("products", "judge", "--all")
    of_shop = gifter("products", "facts", "p1", "--json")
    ours = json.loads(of_shop.stdout)["id"]

    assert ours != "p1"
    assert gifter("products", "facts", ours, "--json").stdout == of_shop.stdout


def test_an_unknown_product_is_reported_in_one_line(database_url: str, tmp_path: Path) -> None:
    environment = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}

    result = CliRunner().invoke(app, ["products", "facts", "none"], env=environment)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "gifter: there is no product none\n"
