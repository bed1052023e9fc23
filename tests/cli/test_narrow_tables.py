"""Tables in terminals of any width."""

import pytest
from rich.console import Console
from rich.table import Table

from gifter_cli.narrow import show_table

ADDRESS = "https://auth.example.com/api/auth/jwks-with-a-long-name"


def _table() -> Table:
    table = Table("Check", "Found", "Next step", title="Checks", box=None)
    table.add_row("identity", f"[red]no answer[/red] from {ADDRESS}", "Start\nthe server there.")
    table.add_row("jobs", "none waiting", "")
    return table


def _shown(width: int) -> list[str]:
    console = Console(width=width)
    with console.capture() as captured:
        show_table(console, _table())
    return captured.get().splitlines()


def test_a_wide_terminal_shows_a_table() -> None:
    assert any("Check" in line and "Found" in line and "Next step" in line for line in _shown(120))


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_terminal_shows_a_list_with_whole_words(width: int) -> None:
    lines = _shown(width)
    words = " ".join(lines).split()

    assert lines[:2] == ["Checks", "identity"]
    assert ADDRESS in words
    assert "jobs" in lines
    assert all(len(line) <= width for line in lines if ADDRESS not in line)
    assert "  Found: none waiting" in lines
