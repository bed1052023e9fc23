"""`gifter products`: the facts that the rules judge about products."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gifter_cli.runtime import FAILED, MISUSED, fail
from gifter_domain.catalogue.traits.facts import facts_of
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.trait import ProductText

app = typer.Typer(help="The facts about products.", no_args_is_help=True)


class _Line(msgspec.Struct):
    """One product of a file; other fields are ignored."""

    id: str
    title: str
    short_description: str | None = None
    description: str | None = None
    specs: str | None = None
    category: str | None = None
    tags: list[str] | None = None

    def text(self) -> ProductText:
        return ProductText(
            title=self.title,
            short_description=self.short_description,
            description=self.description,
            specs=self.specs,
            category=self.category,
            tags=tuple(self.tags or ()),
        )


@app.callback()
def group() -> None:
    """Keeps `facts` a command of its own name while it is the only one."""


@app.command()
def facts(
    file: Annotated[Path, typer.Option("--file", help="Products, one JSON object a line.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False,
) -> None:
    """Judge the products of a file, with no database.

    A line has `id`, `title` and, where known, `short_description`,
    `description`, `specs`, `category` and `tags`.
    """
    if not file.is_file():
        fail(f"there is no file {file}", MISUSED)
    for line in _lines(file):
        found = asdict(facts_of(judge(line.text())))
        if as_json:
            typer.echo(msgspec.json.encode({"id": line.id, **found}))
        else:
            typer.echo(f"{line.id} {line.title}: {_written(found)}")


def _lines(file: Path) -> Iterator[_Line]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield msgspec.json.decode(line, type=_Line)
            except msgspec.MsgspecError as error:
                fail(f"line {number}: {error}", FAILED)


def _written(found: dict[str, object]) -> str:
    """Returns the facts that are not empty: `contains milk, nuts; adult_only`."""
    parts = []
    for name, value in found.items():
        if isinstance(value, tuple) and value:
            parts.append(f"{name} {', '.join(map(str, value))}")
        elif value is True:
            parts.append(name)
    return "; ".join(parts) or "nothing found"
