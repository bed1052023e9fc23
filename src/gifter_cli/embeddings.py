"""`gifter embeddings`: embedding all products, also with a model that is not in use yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gifter_cli.runtime import errors, with_container

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.catalogue.backfill_embeddings import BackfillProgress

app = typer.Typer(
    help="Embed products.\n\n[dim]gifter embeddings backfill --model local[/dim]",
    no_args_is_help=True,
)


@app.callback()
def group() -> None:
    """Keeps `backfill` a command of its own name while it is the only one."""


@app.command()
def backfill(
    model: Annotated[
        str | None,
        typer.Option(help="`local`, or a model of LLM_BASE_URL. Default: EMBEDDING_MODEL."),
    ] = None,
    batch_size: Annotated[
        int, typer.Option(min=1, max=1_000, help="The number of texts in one call.")
    ] = 256,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Give every listed product a vector of the model.

    You can stop it and run it again. Vectors of other models are kept. To change
    the model, run this with the new one, then set EMBEDDING_MODEL.

    [dim]gifter embeddings backfill --model text-embedding-3-small[/dim]
    """

    async def main(container: Container) -> int:
        started = time.perf_counter()
        embedder = container.embedder_named(model)
        with _progress() as report:
            done = await container.catalogue().backfill_embeddings.execute(
                embedder, batch_size, report
            )
        _print_summary(embedder.model.key, done, time.perf_counter() - started, as_json=as_json)
        return 0

    with_container(main)


@contextmanager
def _progress() -> Iterator[Callable[[BackfillProgress], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=errors, transient=True) as bar:
        task = bar.add_task("Embedding products", total=None)

        def report(state: BackfillProgress) -> None:
            description = "Building the index" if state.seen == state.outdated else None
            bar.update(task, completed=state.seen, total=state.outdated, description=description)

        yield report


def _print_summary(model: str, done: BackfillProgress, seconds: float, *, as_json: bool) -> None:
    if as_json:
        summary = {"model": model, **asdict(done), "seconds": round(seconds, 2)}
        typer.echo(msgspec.json.encode(summary))
        return
    refused = f", {done.refused} refused by the provider" if done.refused else ""
    typer.echo(
        f"{model}: {done.embedded} of {done.outdated} products embedded{refused}"
        f" in {seconds:.1f} s."
    )
