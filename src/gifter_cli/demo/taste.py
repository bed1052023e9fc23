"""The demo's second half, which completes a sister's taste profile and shows its effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gifter_cli.amounts import written
from gifter_domain.shared.money import Money

JsonObject = dict[str, Any]  # a decoded HTTP answer

ASKED = "a birthday present for my sister"
GIFTS = 6
# The answers of Ana's sibling, by question. All other questions are skipped.
_ANSWERS: Mapping[str, JsonObject] = {
    "free_saturday": {"chosen": ["garden", "trail"]},
    "hard_noes": {"chosen": ["alcohol", "scent"]},
    "described_as": {"chosen": ["natural", "quirky"]},
    "room": {"chosen": ["blankets", "farmhouse"]},
    "eating_drinking": {"chosen": ["tea", "baking"]},
    "at_home_with": {"chosen": ["plants"]},
    "diets": {"chosen": ["vegetarian"]},
    "hill_or_hearth": {"chosen": ["hill"]},
    "outdoors": {"chosen": ["walking", "wildlife", "gardening"]},
    "price_comfort": {"budget": {"min": 1500, "max": 4500, "currency": "GBP"}},
    "do_or_have": {"chosen": ["keep"]},
    "ticket_or_parcel": {"chosen": ["parcel"]},
    "cat_or_dog": {"chosen": ["cat"]},
    "too_much": {"chosen": ["shiny"]},
    "drawer": {"chosen": ["gadget"]},
}


@dataclass(frozen=True, slots=True)
class TasteResult:
    """The questions with their answers, the resulting facets, and the gifts before and after."""

    conversation: list[tuple[str, str]]
    facets: JsonObject
    before: list[JsonObject]
    after: list[JsonObject]


async def complete_taste_profile(http: httpx.AsyncClient, recipient_id: str) -> TasteResult:
    """Answers the questions about the sister, and gets recommendations before and after."""
    about = {"recipientId": recipient_id}
    before = await _gifts(http, about)
    start = {"mode": "recipient", "temporary": True} | about
    step = await _posted(http, "/v1/taste-profiles/start", start)
    conversation: list[tuple[str, str]] = []
    while step["questions"] and not step["profile"]["progress"]["isUsable"]:
        question = step["questions"][0]
        answer = _ANSWERS.get(question["id"])
        conversation.append((question["text"], _in_words(question, answer)))
        given = {"questionId": question["id"], "answer": answer}
        step = await _posted(http, f"/v1/taste-profiles/{step['profile']['id']}/answer", given)
    done = await _posted(http, f"/v1/taste-profiles/{step['profile']['id']}/complete", {})
    after = await _gifts(http, about)
    return TasteResult(conversation, done["facets"], before, after)


async def _posted(http: httpx.AsyncClient, path: str, body: JsonObject) -> JsonObject:
    answer = await http.post(path, json=body)
    answer.raise_for_status()
    decoded: JsonObject = answer.json()
    return decoded


async def _gifts(http: httpx.AsyncClient, about: JsonObject) -> list[JsonObject]:
    asked = {"context": {"text": ASKED}, "limit": GIFTS} | about
    items: list[JsonObject] = (await _posted(http, "/v1/recommendations", asked))["items"]
    return items


def _in_words(question: JsonObject, answer: JsonObject | None) -> str:
    if answer is None:
        return "(passed over)"
    if budget := answer.get("budget"):
        least, most = (written(Money(budget[end], budget["currency"])) for end in ("min", "max"))
        return f"{least} to {most}"
    labels = {option["id"]: option["label"] for option in question["options"]}
    return ", ".join(labels[chosen] for chosen in answer["chosen"])


def taste_as_json(result: TasteResult) -> JsonObject:
    """Returns the results as a part of the demo's JSON document."""
    return {
        "text": ASKED,
        "conversation": [{"question": q, "answer": a} for q, a in result.conversation],
        "facets": result.facets,
        "before": [item["product"]["title"] for item in result.before],
        "after": [
            {"title": item["product"]["title"], "explanation": item["explanation"]}
            for item in result.after
        ],
    }


def print_taste(console: Console, result: TasteResult) -> None:
    """Prints the conversation, and the two lists of gifts side by side."""
    console.print(_conversation(result))
    console.print(_before_and_after(result))


def _conversation(result: TasteResult) -> Table:
    asked = len(result.conversation)
    table = Table(
        title=f"Who is Ana? {asked} questions, each the most telling after the one before",
        title_style="bold",
        title_justify="left",
        expand=True,
    )
    table.add_column("Gifter asks", ratio=5)
    table.add_column("You answer", ratio=4)
    for question, answer in result.conversation:
        table.add_row(escape(question), escape(answer))
    return table


def _before_and_after(result: TasteResult) -> Table:
    table = Table(
        title=f"“{ASKED}”: before and after",
        title_style="bold",
        title_justify="left",
        expand=True,
        show_lines=True,
        caption=f"Never in the list, whatever fits: {', '.join(result.facets['exclusions'])}.",
        caption_justify="left",
    )
    table.add_column("#", justify="right")
    table.add_column("Knowing only that", ratio=3)
    table.add_column("Knowing Ana", ratio=3)
    table.add_column("Why", ratio=7)
    kept = {item["product"]["id"] for item in result.before}
    for place, (old, new) in enumerate(zip(result.before, result.after, strict=False), start=1):
        title = escape(_priced(new))
        again = new["product"]["id"] in kept
        table.add_row(
            str(place),
            f"[dim]{escape(_priced(old))}[/dim]",
            title if again else f"[bold]{title}[/bold]",
            escape(new["explanation"]),
        )
    return table


def _priced(item: JsonObject) -> str:
    product = item["product"]
    return (
        f"{product['title']}, {written(Money(product['defaultPrice'], product['defaultCurrency']))}"
    )
