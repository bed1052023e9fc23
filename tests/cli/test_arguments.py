"""Invalid arguments are refused at once, with exit code 2."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from gifter_cli.main import app


@pytest.mark.parametrize(
    "arguments",
    [
        ["token", "--sub", ""],
        ["token", "--sub", " "],
        ["dev", "--port", "99999"],
        ["dev", "--port", "0"],
        ["serve", "--port", "99999"],
        ["serve", "--workers", "0"],
    ],
)
def test_an_invalid_argument_is_named(tmp_path: Path, arguments: list[str]) -> None:
    refused = CliRunner().invoke(
        app, arguments, env={"GIFTER_HOME": str(tmp_path), "COLUMNS": "200"}
    )

    assert refused.exit_code == 2
    assert f"Invalid value for '{arguments[1]}'" in refused.output


def test_a_flag_is_shown_without_a_value() -> None:
    shown = CliRunner().invoke(app, ["doctor", "--help"], env={"COLUMNS": "100"})

    assert "--json" in shown.output
    assert "<bool>" not in shown.output


@pytest.mark.parametrize("command", ["openapi", "env-example"])
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, command: str) -> None:
    target = tmp_path / "missing" / "file"

    refused = CliRunner().invoke(app, [command, "--write", str(target)], env={"COLUMNS": "300"})

    assert refused.exit_code == 1
    assert f"{target} cannot be written: No such file or directory" in refused.output


@pytest.mark.parametrize(
    ("budget", "wrong"),
    [
        ("50", "the currency is missing"),
        ("50XXX", "XXX is no currency"),
        ("£50EUR", "£ and EUR are different"),
        ("20.505GBP", "20.505 has more decimals than the 2 of GBP"),
        ("50.5JPY", "50.5 has more decimals than the 0 of JPY"),
        ("50-20GBP", "the minimum 50 is more than 20"),
        ("lots", "must be written like"),
    ],
)
def test_a_wrong_budget_says_which_part_is_wrong(budget: str, wrong: str) -> None:
    refused = CliRunner().invoke(
        app, ["recommend", "a gift", "--budget", budget], env={"COLUMNS": "200"}
    )

    assert refused.exit_code == 2
    assert wrong in refused.output
