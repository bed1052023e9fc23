"""The `gifter` command, its groups and its shared options."""

from typing import Annotated

import typer

from gifter_app.version import VERSION
from gifter_cli.lazy import LazyCommand, lazy_group, show_flags_without_type

TRY = "Try it"
RUN = "Run a deployment"
MAINTAIN = "Maintain a deployment"

# The help of each is the first paragraph of its own.
COMMANDS = (
    LazyCommand(
        "demo",
        "gifter_cli.demo.commands:demo",
        "Show real recommendations on an empty machine, in under a minute.",
        TRY,
    ),
    LazyCommand(
        "dev",
        "gifter_cli.dev:dev",
        "Run API, worker and scheduler in one process, with nothing to install or configure.",
        TRY,
    ),
    LazyCommand(
        "recommend", "gifter_cli.recommend:app", "Recommend gifts from the catalogue.", TRY
    ),
    LazyCommand(
        "understand",
        "gifter_cli.understand:understand_request",
        "Show the fields that a request states: budget, people, occasion, refusals.",
        TRY,
    ),
    LazyCommand(
        "token",
        "gifter_cli.identity:token",
        "Print a bearer token for `gifter dev`, valid for a day.",
        TRY,
    ),
    LazyCommand(
        "serve",
        "gifter_cli.serve:serve",
        "Serve the API with your own PostgreSQL and BetterAuth's tokens.",
        RUN,
    ),
    LazyCommand(
        "worker",
        "gifter_cli.worker:worker",
        "Run jobs and send due reminders until stopped.",
        RUN,
    ),
    LazyCommand(
        "scheduler",
        "gifter_cli.worker:scheduler",
        "Nudge the workers every few seconds, so that no due job waits.",
        RUN,
    ),
    LazyCommand(
        "migrate",
        "gifter_cli.database:migrate",
        "Bring the database to the newest migration.",
        RUN,
    ),
    LazyCommand(
        "catalogue",
        "gifter_cli.catalogue:app",
        "Export the mirrored catalogue to a file, or import it from one.",
        MAINTAIN,
    ),
    LazyCommand("embeddings", "gifter_cli.embeddings:app", "Embed products.", MAINTAIN),
    LazyCommand("products", "gifter_cli.products:app", "The facts about products.", MAINTAIN),
    LazyCommand("prices", "gifter_cli.prices:app", "The prices of models.", MAINTAIN),
    LazyCommand(
        "model-runs", "gifter_cli.model_runs:app", "The ledger of calls to models.", MAINTAIN
    ),
    LazyCommand("rates", "gifter_cli.rates:app", "The exchange rates for budgets.", MAINTAIN),
    LazyCommand(
        "reminders",
        "gifter_cli.reminders.commands:app",
        "Preview, plan and send reminders.",
        MAINTAIN,
    ),
    LazyCommand(
        "doctor",
        "gifter_cli.doctor:doctor",
        "Check every setting and service, and show which are stand-ins.",
        MAINTAIN,
    ),
    LazyCommand(
        "eval",
        "gifter_cli.evaluation.commands:app",
        "Measure how well requests are read, products judged and gifts ranked.",
        MAINTAIN,
    ),
    LazyCommand("openapi", "gifter_cli.documents:openapi", "Print the OpenAPI document.", MAINTAIN),
    LazyCommand(
        "env-example",
        "gifter_cli.documents:env_example",
        "Print all settings with their descriptions and defaults.",
        MAINTAIN,
    ),
)

show_flags_without_type()
app = typer.Typer(
    name="gifter",
    help="The backend of a gift-giving app.\n\nStart with: [bold]gifter demo[/bold]",
    cls=lazy_group(COMMANDS),
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


def main() -> None:
    """Runs the console script."""
    app()
