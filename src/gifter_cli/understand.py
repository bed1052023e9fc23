"""`gifter understand`: the fields that a request states, without a database and a catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape

from gifter_cli.amounts import written
from gifter_domain.shared.money import MINOR_DIGITS, Money

if TYPE_CHECKING:
    from gifter_domain.language.reading.money import StatedBudget
    from gifter_domain.language.understanding import UnderstoodRequest


class _Line(msgspec.Struct):
    """A line of a file of requests; other fields are ignored."""

    id: str
    text: str
    lang: str | None = None


def _checked_currency(code: str) -> str:
    if code.upper() not in MINOR_DIGITS:
        raise typer.BadParameter(f"{code!r} is not an ISO 4217 currency code")
    return code.upper()


def understand_request(
    text: Annotated[str, typer.Argument(help="What you would tell a friend who knows shops.")] = "",
    file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help='JSON lines {"id", "text", "lang"?}.'),
    ] = None,
    currency: Annotated[
        str, typer.Option(callback=_checked_currency, help="Of amounts that name none.")
    ] = "GBP",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, one line a request.")
    ] = False,
) -> None:
    """Show the fields that a request states: budget, people, occasion, refusals.

    [dim]gifter understand "a mug for my aunt, under £20, she is vegan"[/dim]
    """
    if bool(text) == (file is not None):
        raise typer.BadParameter("give either a text or --file")
    from gifter_domain.language.understanding import understand  # reads the lexicons

    lines = _lines(file) if file else [_Line("", text)]
    for line in lines:
        request = understand(line.text, home_currency=currency, language=line.lang)
        if as_json:
            identity = {"id": line.id} if file else {}
            typer.echo(msgspec.json.encode(identity | request_document(request)).decode())
        else:
            _show(request)


def _lines(file: Path) -> Iterator[_Line]:
    with file.open("rb") as rows:
        for number, row in enumerate(rows, start=1):
            if row.strip():
                try:
                    yield msgspec.json.decode(row, type=_Line)
                except msgspec.MsgspecError as error:
                    raise typer.BadParameter(f"line {number}: {error}") from error


def request_document(request: UnderstoodRequest) -> dict[str, Any]:  # as msgspec writes it
    """Returns the fields of a request as they are printed."""
    from gifter_domain.language.certainty import certainties

    document: dict[str, Any] = msgspec.to_builtins(request)
    del document["contested"]  # a part of the certainty
    budget = request.budget and _budget_document(request.budget)
    return document | {"budget": budget, "sure": certainties(request)}


def _budget_document(budget: StatedBudget) -> dict[str, Any]:
    """Returns the budget; its currency is null if the home currency is meant."""
    document: dict[str, Any] = msgspec.to_builtins(budget)
    if document.pop("is_home"):
        document["currency"] = None
    return document


def _show(request: UnderstoodRequest) -> None:
    console = Console(highlight=False)
    support = "" if request.supported else " (not supported)"
    console.print(f"language: {request.language}{support}")
    for name, value in _shown(request).items():
        if value not in (None, "", False):
            console.print(f"{name}: {escape(str(value))}")


def _shown(request: UnderstoodRequest) -> dict[str, object]:
    ages = (f"{low}" if low == high else f"{low} to {high}" for low, high in request.ages)
    return {
        "budget": request.budget and _amounts(request.budget),
        "people": request.people,
        "ages": ", ".join(ages),
        "adult": {True: "yes", False: "no", None: ""}[request.adult],
        "occasion": request.occasion,
        "relationship": request.relationship,
        "interests": ", ".join(request.interests),
        "excludes": ", ".join(request.excludes),
        "owned": ", ".join(request.owned),
        "deadline": "yes" if request.deadline else "",
        "words": " ".join(request.words),
    }


def _amounts(budget: StatedBudget) -> str:
    if budget.around is not None:
        return f"around {written(Money(budget.around, budget.currency))}"
    ends = {"at least": budget.min, "at most": budget.max}
    stated = [f"{name} {written(Money(end, budget.currency))}" for name, end in ends.items() if end]
    return ", ".join([*stated, *([budget.per] if budget.per else [])])
