"""`gifter catalogue`: exporting and importing the mirror as a file of JSON lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_cli.runtime import FAILED, MISUSED, errors, fail, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.catalogue.export_import import ImportReport

_HELP = """Export the mirrored catalogue to a file, or import it from one.

[dim]gifter catalogue export --output catalogue.jsonl[/dim]
[dim]gifter catalogue import catalogue.jsonl[/dim]
"""
app = typer.Typer(help=_HELP)

_STANDARD = Path("-")


@app.command("export")
def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; - is stdout.")
    ] = _STANDARD,
) -> None:
    """Write all mirrored products, one JSON line each, including hidden ones.

    Each line has the form of a webhook's body. `gifter catalogue import` reads
    it.

    [dim]gifter catalogue export --output catalogue.jsonl[/dim]
    """

    async def command(container: Container) -> int:
        with _opened_for_writing(output) as file:
            async with aclosing(container.catalogue().export_catalogue.lines()) as lines:
                async for line in lines:
                    file.write(line)
        return 0

    with_container(command)


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(help="The file to read, with one webhook body a line; - is stdin.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read products from a file, except those that are newer in the database.

    You can stop it and run it again. Bad lines are reported and skipped, and the
    exit code is then 1.

    [dim]gifter catalogue import catalogue.jsonl[/dim]
    """
    if file != _STANDARD and not file.is_file():
        fail(f"there is no file {file}", MISUSED)

    async def command(container: Container) -> int:
        with _read(file) as lines:
            report = await container.catalogue().import_catalogue.execute(lines, _print_bad_line)
        typer.echo(json.dumps(asdict(report)) if as_json else _summary(report))
        return FAILED if report.bad else 0

    with_container(command)


def _print_bad_line(number: int, reason: str) -> None:
    errors.print(f"line {number}: {reason}", markup=False, soft_wrap=True)


def _summary(report: ImportReport) -> str:
    return f"{report.applied} applied, {report.stale} with nothing new, {report.bad} bad"


@contextmanager
def _opened_for_writing(path: Path) -> Iterator[BinaryIO]:
    """Yields a file to write to, which gets its name only when it is complete."""
    if path == _STANDARD:
        with _ending_with_reader():
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _ending_with_reader() -> Iterator[None]:
    """Ends the block without an error when the reader of stdout stops reading (`| head`)."""
    try:
        yield
    except BrokenPipeError:
        # The rest of the buffer is discarded, because its flush at exit would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _read(path: Path) -> Iterator[Iterator[bytes]]:
    """Yields the lines of a file, with a progress bar on stderr if that is a terminal."""
    if path == _STANDARD:
        yield iter(sys.stdin.buffer)
        return
    columns = (TextColumn("Importing"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    shown = errors.is_terminal
    with path.open("rb") as file, Progress(*columns, console=errors, disable=not shown) as bar:
        task = bar.add_task("", total=path.stat().st_size)

        def lines() -> Iterator[bytes]:
            for line in file:
                bar.advance(task, len(line))
                yield line

        yield lines()
