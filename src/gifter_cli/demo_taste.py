"""The demo's second half: a sister's taste is found out, and changes what is recommended."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gifter_cli.amounts import written
from gifter_domain.shared.money import Money

JsonObject = dict[str, Any]  # what an HTTP answer decodes to

ASKED = "a birthday present for my sister"
GIFTS = 6
# What Ana's sibling would answer, by question; whatever else is asked is passed over.
_ANSWERS: Mapping[str, JsonObject] = {
    "free_saturday": {"chosen": ["garden", "trail"]},
    "hard_noes": {"chosen": ["alcohol", "scent"]},
    "described_as": {"chosen": ["natural", "quirky"]},
    "room": {"chosen": ["blankets", "farmhouse"]},
    "eating_drinking": {"chosen": ["tea", "baking"]},
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
class TasteStory:
    """What was asked and answered, what that came to, and the gifts before and after."""

    conversation: list[tuple[str, str]]
    facets: JsonObject
    before: list[JsonObject]
    after: list[JsonObject]


async def told_taste(http: httpx.AsyncClient, recipient_id: str) -> TasteStory:
    """Answers what is asked of the sister, and asks for gifts before and after."""
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
    return TasteStory(conversation, done["facets"], before, after)


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


def taste_as_json(story: TasteStory) -> JsonObject:
    """The story as part of the demo's JSON document."""
    return {
        "text": ASKED,
        "conversation": [{"question": q, "answer": a} for q, a in story.conversation],
        "facets": story.facets,
        "before": [item["product"]["title"] for item in story.before],
        "after": [
            {"title": item["product"]["title"], "explanation": item["explanation"]}
            for item in story.after
        ],
    }


def tell_taste(console: Console, story: TasteStory) -> None:
    """Prints the conversation, and the two lists beside each other."""
    console.print(_conversation(story))
    console.print(_before_and_after(story))


def _conversation(story: TasteStory) -> Table:
    asked = len(story.conversation)
    table = Table(
        title=f"Who is Ana? {asked} questions, each the most telling after the one before",
        title_style="bold",
        title_justify="left",
        expand=True,
    )
    table.add_column("Gifter asks", ratio=5)
    table.add_column("You answer", ratio=4)
    for question, answer in story.conversation:
        table.add_row(escape(question), escape(answer))
    return table


def _before_and_after(story: TasteStory) -> Table:
    table = Table(
        title=f"“{ASKED}”: before and after",
        title_style="bold",
        title_justify="left",
        expand=True,
        show_lines=True,
        caption=f"Never in the list, whatever fits: {', '.join(story.facets['exclusions'])}.",
        caption_justify="left",
    )
    table.add_column("#", justify="right")
    table.add_column("Knowing only that", ratio=3)
    table.add_column("Knowing Ana", ratio=3)
    table.add_column("Why", ratio=7)
    kept = {item["product"]["id"] for item in story.before}
    for place, (old, new) in enumerate(zip(story.before, story.after, strict=False), start=1):
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
    return f"{product['title']}, {written(Money(product['price'], product['currency']))}"
