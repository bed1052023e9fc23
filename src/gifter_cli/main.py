"""The `gifter` command: its groups, and what every command shares."""

from typing import Annotated

import typer

from gifter_app.version import VERSION
from gifter_cli import (
    catalogue,
    database,
    demo,
    dev,
    doctor,
    documents,
    embeddings,
    identity,
    recommend,
    reminders,
    serve,
    worker,
)

app = typer.Typer(
    name="gifter",
    help="The backend of a gift-giving app. Start with: gifter demo",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    """Shared options."""


TRY = "Try it"
RUN = "Run it for real"
LOOK = "Look after it"

app.command(rich_help_panel=TRY)(demo.demo)
app.command(rich_help_panel=TRY)(dev.dev)
app.command(rich_help_panel=TRY)(recommend.recommend)
app.command(rich_help_panel=TRY)(identity.token)
app.command(rich_help_panel=RUN)(serve.serve)
app.command(rich_help_panel=RUN)(worker.worker)
app.command(rich_help_panel=RUN)(worker.scheduler)
app.command(rich_help_panel=RUN)(database.migrate)
app.add_typer(catalogue.app, name="catalogue", rich_help_panel=LOOK)
app.add_typer(embeddings.app, name="embeddings", rich_help_panel=LOOK)
app.add_typer(reminders.app, name="reminders", rich_help_panel=LOOK)
app.command(rich_help_panel=LOOK)(doctor.doctor)
app.command(rich_help_panel=LOOK)(documents.openapi)
app.command(rich_help_panel=LOOK)(documents.env_example)


def main() -> None:
    """The console script."""
    app()
