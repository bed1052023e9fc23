"""`gifter rates`: the exchange rates by which budgets are compared with prices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gifter_cli.runtime import MISUSED, fail, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container

app = typer.Typer(help="The exchange rates for budgets.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Keeps `load` a command of its own while it is the only one."""


@app.command("load")
def load(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="A file of the ECB, XML or CSV."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the file at RATES_URL, or else the ECB's.")
    ] = False,
) -> None:
    """Load the exchange rates of a file or of the European Central Bank.

    The newest day counts, and only the currencies that it lists.

    [dim]gifter rates load eurofxref-daily.xml[/dim]
    """
    if fetch == (file is not None):
        fail("give either a file or --fetch", MISUSED)

    async def main(container: Container) -> int:
        load_rates = container.rates().load_rates
        content = file.read_bytes() if file else None
        loaded = await (load_rates.from_web() if content is None else load_rates.from_file(content))
        typer.echo(f"{len(loaded.currencies)} rates of {loaded.day}")
        if loaded.vanished:
            typer.echo(f"no longer listed: {', '.join(loaded.vanished)}", err=True)
        return 0

    with_container(main)
