"""`gifter recommend`: recommendations for a text, and a stored list made again."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from gifter_cli.runtime import FAILED, with_container
from gifter_domain.recommendations.request_limits import MAX_LIMIT, MAX_TEXT
from gifter_domain.shared.money import MINOR_DIGITS, Budget

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_app.use_cases.recommendations.replay_recommendations import Replay
    from gifter_domain.catalogue.listing import ShopLinks

_HOME_CURRENCY = "GBP"  # for amounts in the text without a currency
_SYMBOLS = {"£": "GBP", "€": "EUR", "$": "USD"}
_AMOUNT = r"\d{1,9}(?:\.\d{1,3})?"
_BUDGET = re.compile(
    rf"(?P<symbol>[£€$])?(?:(?P<min>{_AMOUNT})\s*[-–]\s*[£€$]?)?(?P<max>{_AMOUNT})\s*(?P<code>[A-Za-z]{{3}})?"
)


def parse_budget(text: str) -> Budget:
    """Parses a budget like `50GBP`, `£50` or `20-50GBP`. A single amount is the maximum."""
    found = _BUDGET.fullmatch(text.strip())
    if not found:
        raise typer.BadParameter("must be written like 50GBP, £50 or 20-50GBP")
    currency = _currency(found["symbol"], found["code"])
    least, most = (_minor(found[end], currency) for end in ("min", "max"))
    if least is not None and most is not None and least > most:
        raise typer.BadParameter(f"the minimum {found['min']} is more than {found['max']}")
    return Budget(currency, least, most)


def _currency(symbol: str | None, code: str | None) -> str:
    by_symbol, by_code = _SYMBOLS.get(symbol or ""), (code or "").upper()
    if not by_symbol and not by_code:
        raise typer.BadParameter("the currency is missing; write it like 50GBP or £50")
    if by_code and by_code not in MINOR_DIGITS:
        raise typer.BadParameter(f"{code} is no currency that Gifter knows; use a code like GBP")
    if by_symbol and by_code and by_symbol != by_code:
        raise typer.BadParameter(f"{symbol} and {code} are different currencies")
    return by_code or str(by_symbol)


def _minor(amount: str | None, currency: str) -> int | None:
    if amount is None:
        return None
    digits = MINOR_DIGITS[currency]
    if len(amount.partition(".")[2]) > digits:
        raise typer.BadParameter(f"{amount} has more decimals than the {digits} of {currency}")
    return int(Decimal(amount) * 10**digits)


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
    chat: Annotated[
        bool, typer.Option("--chat", help="Refine the list line by line: “cheaper”.")
    ] = False,
) -> None:
    """Recommend gifts from the catalogue, and show every part of each score.

    Nothing is stored.

    [dim]gifter recommend "a present for my dad, who loves whisky" --budget 50GBP[/dim]
    [dim]gifter recommend replay ID[/dim] repeats a stored request.
    """

    async def main(container: Container) -> int:
        from gifter_domain.recommendations.recommendation import GiftRequest

        request = GiftRequest(text=text, budget=budget, limit=limit)
        if chat:
            from gifter_cli.recommend_chat import converse

            await converse(container, request, _HOME_CURRENCY)
            return 0
        recommend_gifts = container.recommendations().recommend_gifts
        _, answer = await recommend_gifts.preview(request, _HOME_CURRENCY)
        if as_json:
            from gifter_app.http.recommendations.schemas import recommendations_response
            from gifter_domain.catalogue.listing import ShopLinks

            links = ShopLinks(container.settings().links.product_url_template)
            document = msgspec.to_builtins(recommendations_response("", answer, links))
            del document["requestId"]  # nothing is stored
            typer.echo(msgspec.json.format(msgspec.json.encode(document)).decode())
        else:
            from gifter_cli.recommend_output import print_answer

            print_answer(answer)
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
        await container.product_index().refresh()  # searches as the process that answered
        replayed = await container.recommendations().replay_recommendations.execute(request_id)
        if as_json:
            from gifter_domain.catalogue.listing import ShopLinks

            links = ShopLinks(container.settings().links.product_url_template)
            typer.echo(msgspec.json.encode(_replay_document(request_id, replayed, links)).decode())
        else:
            _print_replay(replayed)
        return 0 if replayed.is_same else FAILED

    with_container(main)


def _replay_document(request_id: str, replayed: Replay, links: ShopLinks) -> dict[str, object]:
    from gifter_app.http.recommendations.schemas import recommendation_response

    return {
        "requestId": request_id,
        "same": replayed.is_same,
        "gone": replayed.gone,
        "before": replayed.before,
        "items": [recommendation_response(item, links) for item in replayed.now.items],
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
