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
