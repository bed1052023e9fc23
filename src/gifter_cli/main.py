"""The `gifter` command, its groups and its shared options."""

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
    evaluation,
    identity,
    products,
    rates,
    recommend,
    reminders,
    serve,
    understand,
    worker,
)

app = typer.Typer(
    name="gifter",
    help="The backend of a gift-giving app.\n\nStart with: [bold]gifter demo[/bold]",
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
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Shared options."""


TRY = "Try it"
RUN = "Run a deployment"
MAINTAIN = "Maintain a deployment"

app.command(rich_help_panel=TRY)(demo.demo)
app.command(rich_help_panel=TRY)(dev.dev)
app.add_typer(recommend.app, name="recommend", rich_help_panel=TRY)
app.command("understand", rich_help_panel=TRY)(understand.understand_request)
app.command(rich_help_panel=TRY)(identity.token)
app.command(rich_help_panel=RUN)(serve.serve)
app.command(rich_help_panel=RUN)(worker.worker)
app.command(rich_help_panel=RUN)(worker.scheduler)
app.command(rich_help_panel=RUN)(database.migrate)
app.add_typer(catalogue.app, name="catalogue", rich_help_panel=MAINTAIN)
app.add_typer(embeddings.app, name="embeddings", rich_help_panel=MAINTAIN)
app.add_typer(products.app, name="products", rich_help_panel=MAINTAIN)
app.add_typer(rates.app, name="rates", rich_help_panel=MAINTAIN)
app.add_typer(reminders.app, name="reminders", rich_help_panel=MAINTAIN)
app.command(rich_help_panel=MAINTAIN)(doctor.doctor)
app.add_typer(evaluation.app, name="eval", rich_help_panel=MAINTAIN)
app.command(rich_help_panel=MAINTAIN)(documents.openapi)
app.command(rich_help_panel=MAINTAIN)(documents.env_example)


def main() -> None:
    """Runs the console script."""
    app()
