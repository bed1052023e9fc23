"""`gifter products traits`: facts about products that an editor states."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from gifter_cli.runtime import MISUSED, fail, with_container
from gifter_domain.catalogue.traits.decisions import MAX_NAME, MAX_WHY

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.catalogue.decide_traits import Statement
    from gifter_domain.catalogue.traits.decisions import Decision

app = typer.Typer(help="Facts about products that an editor states.", no_args_is_help=True)


@app.command("set")
def set_(
    product_id: Annotated[str, typer.Argument(help="A mirrored product.")],
    facts: Annotated[list[str], typer.Argument(help="CODE=yes or CODE=no, one or more.")],
    why: Annotated[str, typer.Option(help="The reason, which is stored.")],
    editor: Annotated[
        str,
        typer.Option("--by", help="Your name, which is stored.", default_factory=getpass.getuser),
    ],
) -> None:
    """State that a product has a trait, or has it not.

    A statement wins over the judge, also when the product is judged again. It
    takes effect in searches at once. `gifter products facts ID` shows it.
    """
    if not 0 < len(why.strip()) <= MAX_WHY or not 0 < len(editor) <= MAX_NAME:
        fail("--why and --by must not be empty or too long", MISUSED)
    statements = [_statement(fact, why) for fact in facts]

    async def main(container: Container) -> int:
        await container.catalogue().decide_traits.execute(product_id, editor, statements)
        typer.echo(f"{product_id}: {', '.join(facts)}")
        return 0

    with_container(main)


def _statement(fact: str, why: str) -> Statement:
    from gifter_app.use_cases.catalogue import decide_traits

    code, _, value = fact.partition("=")
    if value not in ("yes", "no"):
        fail(f"{fact!r} is neither CODE=yes nor CODE=no", MISUSED)
    return decide_traits.Statement(code, value == "yes", why)


def written(decision: Decision) -> str:
    """Returns a decision in one line: `nuts=no by ana on 2026-11-30: the label lists none`."""
    value = "yes" if decision.has else "no"
    day = decision.decided_at.date()
    return f"{decision.code}={value} by {decision.decided_by} on {day}: {decision.why}"
