"""`gifter recommend`: printing the recommendations for a text with the parts of each score."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer.core import TyperGroup

from gifter_app.container import Container
from gifter_app.http.recommendations.schemas import recommendation_response
from gifter_app.use_cases.recommendations.replay_recommendations import Replay
from gifter_cli.amounts import written
from gifter_cli.runtime import FAILED, with_container
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.recommendation import (
    MAX_LIMIT,
    MAX_TEXT,
    GiftRequest,
    Recommendation,
    RecommendationResult,
)
from gifter_domain.shared.money import MINOR_DIGITS, Budget, Money

_HOME_CURRENCY = "GBP"  # for amounts in the text without a currency
_SYMBOLS = {"£": "GBP", "€": "EUR", "$": "USD"}
_AMOUNT = r"\d{1,9}(?:\.\d{1,3})?"
_BUDGET = re.compile(
    rf"(?P<symbol>[£€$])?(?:(?P<min>{_AMOUNT})\s*[-–]\s*[£€$]?)?(?P<max>{_AMOUNT})\s*(?P<code>[A-Za-z]{{3}})?"
)


def parse_budget(text: str) -> Budget:
    """Parses a budget like `50GBP`, `£50` or `20-50GBP`. A single amount is the maximum."""
    found = _BUDGET.fullmatch(text.strip())
    code = found and (_SYMBOLS.get(found["symbol"] or "") or (found["code"] or "").upper())
    if not found or code not in MINOR_DIGITS:
        raise typer.BadParameter("must be written like 50GBP, £50 or 20-50GBP")
    least, most = (_minor(found[end], code) for end in ("min", "max"))
    if least is not None and most is not None and least > most:
        raise typer.BadParameter("the minimum is more than the maximum")
    return Budget(code, least, most)


def _minor(amount: str | None, currency: str) -> int | None:
    return None if amount is None else int(Decimal(amount) * 10 ** MINOR_DIGITS[currency])


def _checked_text(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise typer.BadParameter(f"has {len(text)} characters, which is more than {MAX_TEXT}")
    return text


class _TextFirst(TyperGroup):
    """Takes everything but the name of a command for the text of a request."""

    # Any: Typer has no public name for this context.
    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = ["gifts", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_TextFirst, help="Recommend gifts from the catalogue.")


@app.command("gifts")
def recommend(
    text: Annotated[
        str,
        typer.Argument(
            help="The gift you look for, in your own words, like to a friend who knows shops.",
            callback=_checked_text,
        ),
    ] = "",
    budget: Annotated[
        Budget | None,
        typer.Option(
            parser=parse_budget,
            metavar="BUDGET",
            help="The most to spend, like 50GBP or £50, or a range like 20-50GBP.",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(min=1, max=MAX_LIMIT, help="The number of gifts to show.")
    ] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Recommend gifts from the catalogue, and show every part of each score.

    Nothing is stored.

    [dim]gifter recommend "a present for my dad, who loves whisky" --budget 50GBP[/dim]
    [dim]gifter recommend replay ID[/dim] repeats a stored request.
    """

    async def main(container: Container) -> int:
        request = GiftRequest(text=text, budget=budget, limit=limit)
        query, answer = await container.recommendations().recommend_gifts.preview(
            request, _HOME_CURRENCY
        )
        if as_json:
            items = [recommendation_response(item) for item in answer.items]
            document = {"understood": query, "items": items, "pipeline": answer.pipeline}
            typer.echo(msgspec.json.format(msgspec.json.encode(document)).decode())
        else:
            _print(query, answer)
        return 0

    with_container(main)


@app.command()
def replay(
    request_id: Annotated[str, typer.Argument(help="The `requestId` of the recommendations.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Repeat a stored request, and say whether it gives the same list.

    Exits with 1 if the list differs, and names the versions that are gone.
    """

    async def main(container: Container) -> int:
        replayed = await container.recommendations().replay_recommendations.execute(request_id)
        if as_json:
            typer.echo(msgspec.json.encode(_replay_document(request_id, replayed)).decode())
        else:
            _print_replay(replayed)
        return 0 if replayed.is_same else FAILED

    with_container(main)


def _replay_document(request_id: str, replayed: Replay) -> dict[str, object]:
    return {
        "requestId": request_id,
        "same": replayed.is_same,
        "gone": replayed.gone,
        "before": replayed.before,
        "items": [recommendation_response(item) for item in replayed.now.items],
    }


def _print_replay(replayed: Replay) -> None:
    console = Console(highlight=False)
    for item in replayed.now.items:
        console.print(f"{item.rank}. {escape(item.product.title)}")
    if replayed.is_same:
        console.print("The list is the same.")
        return
    console.print("The list differs.")
    for gone in replayed.gone:
        console.print(f"The {gone.name} {gone.then} is gone; now it is {gone.now}.")
    if not replayed.gone:
        console.print("Every version is the same, so the catalogue or the taste has changed.")


def _print(query: GiftQuery, answer: RecommendationResult) -> None:
    console = Console(highlight=False)
    console.print(escape(_understood(query)))
    if not answer.items:
        console.print("No product matches. To add products, run: gifter catalogue import")
        return
    console.print(_table(answer.items))
    pipeline = answer.pipeline
    spent = ", ".join(f"{stage} {ms:.0f} ms" for stage, ms in pipeline.timings_ms.items())
    model = pipeline.embedder or "no model, text search only"
    console.print(f"{pipeline.candidates} candidates ({pipeline.retrieval}, {model}); {spent}")


def _understood(query: GiftQuery) -> str:
    parts = {
        "looking for": " ".join(query.words),
        "not": ", ".join(query.avoid),
        "occasion": query.occasion,
        "for": query.recipient,
        "age": query.age,
        "budget": query.budget and _budget(query.budget),
    }
    said = [f"{name}: {value}" for name, value in parts.items() if value not in (None, "")]
    return "Understood: " + ("; ".join(said) or "anything")


def _budget(budget: Budget) -> str:
    ends = (budget.min_minor, budget.max_minor)
    least, most = (None if end is None else written(Money(end, budget.currency)) for end in ends)
    return " to ".join(filter(None, [least or "", most and (most if least else f"up to {most}")]))


def _table(items: Sequence[Recommendation]) -> Table:
    features = list(dict.fromkeys(name for item in items for name in item.why))
    table = Table(show_lines=False)
    for heading in ("#", "gift", "brand", "price", "score", *features):
        table.add_column(heading, overflow="fold")
    for item in items:
        parts = [f"{item.why[name]:.2f}" if name in item.why else "" for name in features]
        table.add_row(
            str(item.rank),
            f"{escape(item.product.title)}\n[dim]{escape(item.explanation)}[/dim]",
            escape(item.product.brand.name),
            written(item.product.price) if item.product.price else "",
            f"{item.score:.3f}",
            *parts,
        )
    return table
