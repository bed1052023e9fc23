"""`gifter recommend --chat`: a list that is refined line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from gifter_cli.recommend_output import print_answer
from gifter_domain.recommendations.refining import Previous
from gifter_domain.recommendations.request_limits import MAX_TEXT

if TYPE_CHECKING:
    from gifter_app.container import Container
    from gifter_domain.recommendations.recommendation import GiftRequest

_HELP = "Say what to change: cheaper, less practical, not jewellery, more like the second one."


async def converse(container: Container, request: GiftRequest, home_currency: str) -> None:
    """Prints the list for the request, then one for each line, until an empty line or the end."""
    recommend_gifts = container.recommendations().recommend_gifts
    refining: Previous | None = None
    while True:
        query, answer = await recommend_gifts.preview(request, home_currency, refining)
        print_answer(answer)
        refining = Previous(request, query, answer.understood, answer.items)
        typer.echo(_HELP)
        if not (line := _line()):
            return
        request = replace(request, text=line, budget=None)


def _line() -> str:
    try:
        return input("> ").strip()[:MAX_TEXT]
    except EOFError:
        return ""
