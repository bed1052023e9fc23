"""`gifter model-runs`: the ledger of calls to models."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
import typer

from gifter_cli.runtime import fail, with_container

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gifter_app.container import Container
    from gifter_domain.ai.language_model import Prompt
    from gifter_domain.ai.model_run import ModelRun, RunsOfGroup

app = typer.Typer(help="The ledger of calls to models.", no_args_is_help=True)

RunId = Annotated[str, typer.Argument(help="The id of the run.", metavar="ID")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("report")
def report(
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The first day (UTC). Default: 30 days ago."),
    ] = None,
    by: Annotated[
        Literal["purpose", "model", "day", "prompt"], typer.Option(help="What to add up by.")
    ] = "purpose",
    as_json: AsJson = False,
) -> None:
    """Show what calls of models used and cost.

    [dim]gifter model-runs report --by model --since 2026-12-01[/dim]
    """

    async def main(container: Container) -> int:
        first = since.replace(tzinfo=UTC) if since else container.clock().now() - timedelta(days=30)
        groups = await container.ai().model_run_reads.report(first, by)
        if as_json:
            typer.echo(msgspec.json.encode(groups).decode())
        elif groups:
            _print_table(groups, by)
        else:
            typer.echo("no calls of models")
        return 0

    with_container(main)


@app.command("show")
def show(run_id: RunId, as_json: AsJson = False) -> None:
    """Show one call of a model, with its prompt and response while they are kept.

    [dim]gifter model-runs show 0198c1f2-...[/dim]
    """

    async def main(container: Container) -> int:
        run = await container.ai().model_run_reads.run(run_id)
        typer.echo(msgspec.json.encode(run).decode() if as_json else _described(run))
        return 0

    with_container(main)


@app.command("replay")
def replay(
    run_id: RunId,
    send: Annotated[
        bool, typer.Option("--send", help="Send the prompt again, and compare the responses.")
    ] = False,
) -> None:
    """Print the prompt of a call again, byte for byte.

    With --send it is sent to the model of LLM_MODEL, which is a call of its own with its own cost.

    [dim]gifter model-runs replay 0198c1f2-... --send[/dim]
    """

    async def main(container: Container) -> int:
        run = await container.ai().model_run_reads.run(run_id)
        prompt = _prompt_of(run)
        typer.echo(prompt.instructions)
        typer.echo(prompt.data)
        if send:
            answer = await container.language_model().complete(prompt)
            same = answer.text == run.output
            typer.echo("the same response" if same else f"was: {run.output}\nnow: {answer.text}")
        return 0

    with_container(main)


def _prompt_of(run: ModelRun) -> Prompt:
    """Returns the prompt of the run. Ends the command if it cannot be built any more."""
    from gifter_app.use_cases.ai.replay_run import PromptGoneError, prompt_of

    try:
        return prompt_of(run)
    except PromptGoneError as error:
        fail(str(error))


def _print_table(groups: Sequence[RunsOfGroup], by: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from gifter_cli.narrow import show_table

    table = Table(box=None, pad_edge=False)
    for name in (by, "calls", "failed", "input", "cached", "output", "reasoning", "US$", ""):
        table.add_column(name, justify="left" if name in (by, "") else "right")
    dearest = max(group.cost_micro_usd for group in groups)
    for group in groups:
        used = group.usage
        counts = (group.runs, group.failed, *(used.input, used.cached_input, used.output))
        table.add_row(
            group.group,
            *map(str, (*counts, used.reasoning)),
            _cost_of(group),
            "█" * round(20 * group.cost_micro_usd / dearest) if dearest else "",
        )
    show_table(Console(), table)
    if unpriced := sum(group.unpriced for group in groups):
        typer.echo(f"{unpriced} calls have no price: gifter prices load", err=True)


def _cost_of(group: RunsOfGroup) -> str:
    """Returns the cost, which is unknown if no call that used tokens has a price."""
    nothing_priced = group.unpriced and group.unpriced == group.runs - group.failed
    return _dollars(None if nothing_priced else group.cost_micro_usd)


def _dollars(micro_usd: int | None) -> str:
    return "unpriced" if micro_usd is None else f"{micro_usd / 1_000_000:.6f}"


def _described(run: ModelRun) -> str:
    used = run.usage
    answered_by = f" (answered by {run.answered_by})" if run.answered_by else ""
    lines = {
        "run": run.id,
        "at": run.created_at.isoformat(),
        "purpose": run.purpose,
        "model": f"{run.provider} {run.model}{answered_by}",
        "prompt": f"{run.prompt_key} {run.prompt_digest[:12]}",
        "request": run.trace_id or "-",
        "status": run.status + (f": {run.error}" if run.error else ""),
        "tokens": f"{used.input} input, {used.cached_input} cached input, {used.output} output,"
        f" {used.reasoning} reasoning, {used.total} in all",
        "cost": f"US$ {_dollars(run.cost_micro_usd)}",
        "latency": f"{run.latency_ms} ms",
        "input": run.input or "(removed)",
        "output": run.output or "(none or removed)",
    }
    return "\n".join(f"{name:8} {value}" for name, value in lines.items())
