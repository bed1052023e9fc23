"""Help and mistakes are answered without importing the services."""

import subprocess
import sys

import pytest

from gifter_cli import main
from gifter_cli.evaluation import commands as evaluation
from gifter_cli.lazy import LazyCommand

IMPORTED = """
import sys
from gifter_cli.main import app
try:
    app({arguments})
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""
HEAVY = {"sqlalchemy", "litestar", "gifter_app.container", "alembic", "taskiq", "httpx"}


@pytest.mark.parametrize(
    "command", [*main.COMMANDS, *evaluation.COMMANDS], ids=lambda command: command.name
)
def test_a_command_is_listed_with_the_first_paragraph_of_its_own_help(
    command: LazyCommand,
) -> None:
    own = (command.loaded().help or "").split("\n\n")[0]

    assert " ".join(own.split()) == command.help


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["nonsense"],
        ["eval", "--help"],
        ["dev", "--port", "99999"],
        ["serve", "--workers", "0"],
        ["products", "facts"],
        ["reminders", "dispatch", "--often"],
        ["understand"],
    ],
    ids=" ".join,
)
def test_help_and_mistakes_need_no_services(arguments: list[str]) -> None:
    code = IMPORTED.format(arguments=arguments)
    answered = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answered.stderr.split()
    assert not HEAVY & set(answered.stderr.split())
