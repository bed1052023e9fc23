"""`gifter eval policy` on a file of logged decisions."""

import json
from pathlib import Path

from typer.testing import CliRunner

from gifter_cli.main import app

EXPLORED = [
    {"propensity": 0.5, "target": 0.8, "reward": 1.0},
    {"propensity": 0.5, "target": 0.2, "reward": 0.0},
    {"propensity": 0.25, "target": 0.1, "reward": 1.0},
]


def _file(folder: Path, lines: list[dict[str, float]]) -> str:
    path = folder / "log.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)))
    return str(path)


def test_estimates_are_shown_with_their_intervals(tmp_path: Path) -> None:
    path = _file(tmp_path, EXPLORED)
    shown = CliRunner().invoke(app, ["eval", "policy", path])
    as_json = CliRunner().invoke(app, ["eval", "policy", path, "--json"])

    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("inverse propensity")
    assert round(json.loads(as_json.stdout)["ips"]["value"], 4) == 0.6667


def test_a_log_without_exploration_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, [one | {"propensity": 1.0} for one in EXPLORED])
    shown = CliRunner().invoke(app, ["eval", "policy", path])

    assert shown.exit_code == 1
    assert "no exploration" in shown.output
