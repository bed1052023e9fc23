"""`gifter eval policy`: the value of a ranking by the log of another one."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from gifter_cli.evaluation.files import read_lines
from gifter_cli.runtime import fail
from gifter_domain.evaluation.policy import Decision, policy_value
from gifter_domain.shared.errors import InvalidInput


def policy(
    log: Annotated[
        Path,
        typer.Argument(
            help="JSON lines with propensity, target and reward, and perhaps predicted and "
            "target_predicted."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Estimate how well a ranking would do, from the log of one that explored.

    Prints three estimates of the mean reward with their 95 % intervals. A log
    without exploration is refused, since it cannot tell.

    [dim]gifter eval policy impressions.jsonl[/dim]
    """
    try:
        value = policy_value(read_lines(log, Decision))
    except InvalidInput as error:
        fail(error.message)
    if as_json:
        typer.echo(msgspec.json.encode(value).decode())
        return
    for name, one in (
        ("inverse propensity", value.ips),
        ("self-normalised", value.snips),
        ("doubly robust", value.doubly_robust),
    ):
        typer.echo(f"{name:<20}{one.value:.4f}  from {one.low:.4f} to {one.high:.4f}")
