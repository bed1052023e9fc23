"""`gifter doctor`: checking every setting and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from gifter_cli.runtime import FAILED, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.operations.diagnose import Finding

_COLOURS = {"ok": "green", "stand-in": "yellow", "broken": "red"}


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Check every setting and service, and show which are stand-ins.

    The exit code is 1 if something is broken.

    [dim]gifter doctor --json[/dim]
    """

    async def main(container: Container) -> int:
        findings = await container.diagnose().execute()
        if as_json:
            typer.echo(msgspec.json.encode(findings).decode())
        else:
            _show(findings)
        broken = any(found.verdict == "broken" for found in findings.values())
        return FAILED if broken else 0

    with_container(main, development=True)


def _show(findings: dict[str, Finding]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from gifter_cli.narrow import show_table

    table = Table(box=None, pad_edge=False)
    for heading in ("Check", "Verdict", "Found", "Next step"):
        table.add_column(heading, overflow="fold")
    for name, found in findings.items():
        colour = _COLOURS[found.verdict]
        verdict = f"[{colour}]{found.verdict}[/{colour}]"
        table.add_row(name, verdict, escape(found.detail), escape(found.advice))
    show_table(Console(highlight=False), table)
