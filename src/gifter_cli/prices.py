"""`gifter prices`: what calls of models cost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gifter_cli.runtime import with_container

if TYPE_CHECKING:
    from gifter_app.container import Container

app = typer.Typer(help="The prices of models.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `load` a command of its own while it is the only one."""


@app.command("load")
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file.")],
) -> None:
    """Load the prices of models from a CSV file.

    Its columns are model, from (a date), input, cached_input and output, in US dollars for a
    million tokens. A price counts from its date on; earlier calls keep the cost that they had.

    [dim]gifter prices load prices.csv[/dim]
    """

    async def main(container: Container) -> int:
        loaded = await container.ai().load_prices.execute(file.read_text("utf-8-sig"))
        typer.echo(f"{loaded} prices loaded")
        return 0

    with_container(main)
