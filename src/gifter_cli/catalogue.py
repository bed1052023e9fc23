"""`gifter catalogue`: the mirrored catalogue as a file of JSON lines, out and in."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import aclosing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_app.container import Container
from gifter_app.use_cases.catalogue.export_import import ImportReport
from gifter_cli.runtime import FAILED, MISUSED, errors, fail, with_container

app = typer.Typer(help="Write the mirrored catalogue to a file, or read it from one.")

_STANDARD = Path("-")


@app.command("export")
def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="A file; - is stdout.")
    ] = _STANDARD,
) -> None:
    """Write every mirrored product, hidden ones too, one JSON line each.

    Each line has the shape of the webhook's body, so `gifter catalogue import`
    reads it back.
    """

    async def command(container: Container) -> int:
        with _written(output) as file:
            async with aclosing(container.catalogue().export_catalogue.lines()) as lines:
                async for line in lines:
                    file.write(line)
        return 0

    with_container(command)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A file of webhook bodies, one a line; - is stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Read a catalogue; products that are newer in the database stay as they are.

    It may be stopped and repeated. Bad lines are reported and passed over; the
    exit code is 1 then.
    """
    if file != _STANDARD and not file.is_file():
        fail(f"there is no file {file}", MISUSED)

    async def command(container: Container) -> int:
        with _read(file) as lines:
            report = await container.catalogue().import_catalogue.execute(lines, _tell_refused)
        typer.echo(json.dumps(asdict(report)) if as_json else _summary(report))
        return FAILED if report.bad else 0

    with_container(command)


def _tell_refused(number: int, reason: str) -> None:
    errors.print(f"line {number}: {reason}", markup=False, soft_wrap=True)


def _summary(report: ImportReport) -> str:
    return f"{report.applied} applied, {report.stale} with nothing new, {report.bad} bad"


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when it is complete."""
    if path == _STANDARD:
        with _quiet_when_nobody_reads():
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
def _quiet_when_nobody_reads() -> Iterator[None]:
    """Ends early, as a success, once the reader of stdout has had enough (`| head`)."""
    try:
        yield
    except BrokenPipeError:
        # What is left in the buffer goes nowhere, or its flush at exit would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _read(path: Path) -> Iterator[Iterator[bytes]]:
    """The lines, with a progress bar on stderr when that is a terminal."""
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
