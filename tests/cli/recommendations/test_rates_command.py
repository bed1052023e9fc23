"""`gifter rates load`: exchange rates from a file."""

from pathlib import Path

from typer.testing import CliRunner, Result

from builders.recommendations.rate_files import xml_file
from gifter_cli.main import app


def _load(database_url: str, tmp_path: Path, content: bytes) -> Result:
    file = tmp_path / "rates.xml"
    file.write_bytes(content)
    environment = {"DATABASE_URL": database_url, "GIFTER_HOME": str(tmp_path)}
    return CliRunner().invoke(app, ["rates", "load", str(file)], env=environment)


def test_loading_names_the_day_and_what_vanished(database_url: str, tmp_path: Path) -> None:
    rates = {"GBP": "0.83", "BGN": "1.9558"}
    first = _load(database_url, tmp_path, xml_file("2026-11-26", rates))
    second = _load(database_url, tmp_path, xml_file("2026-11-27", {"GBP": "0.8325"}))

    assert (first.exit_code, first.output) == (0, "2 rates of 2026-11-26\n")
    assert (second.exit_code, second.stdout) == (0, "1 rates of 2026-11-27\n")
    assert "no longer listed: BGN" in second.output


def test_another_file_changes_nothing(database_url: str, tmp_path: Path) -> None:
    refused = _load(database_url, tmp_path, b"<html>Not found</html>")

    assert refused.exit_code == 1
    assert "exchange rates" in refused.output


def test_a_file_or_fetch_must_be_given(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["rates", "load"]).exit_code == 2
