"""The contents of the page that tries a request: its marked text, its fields and its gifts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from gifter_app.http.recommendations.understood_schemas import UnderstoodResponse
from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.phrasing import ENGLISH
from gifter_domain.recommendations.recommendation import Recommendation
from gifter_domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text; `field` is the name of the field that it states, or None."""

    text: str
    field: str | None = None


def marked(text: str, spans: Iterable[tuple[str, int, int]]) -> list[Part]:
    """Returns the text in parts. Of spans that overlap, the one that begins first is marked."""
    parts: list[Part] = []
    done = 0
    for field, start, end in sorted(spans, key=lambda span: (span[1], -span[2])):
        if done <= start < end <= len(text):
            parts += [Part(text[done:start]), Part(text[start:end], field)]
            done = end
    return [part for part in (*parts, Part(text[done:])) if part.text]


def stated(understood: UnderstoodResponse, wording: Wording) -> list[tuple[str, str]]:
    """Returns the names and values of the fields that the request states."""
    budget = understood.budget
    amounts = () if budget is None else _amounts(budget.min, budget.around, budget.max)
    values: Mapping[str, object] = {
        "language": understood.language + ("" if understood.supported else " (not supported)"),
        "budget": budget
        and ", ".join(
            f"{name} {wording.money(ENGLISH, Money(minor, budget.currency))}"
            for name, minor in amounts
        ),
        "people": understood.people,
        "ages": ", ".join(
            f"{low}" if low == high else f"{low}–{high}" for low, high in understood.ages
        ),
        "adult": {True: "grown up", False: "minor", None: ""}[understood.adult],
        "occasion": understood.occasion,
        "relationship": understood.relationship,
        "interests": ", ".join(understood.interests),
        "excludes": ", ".join(understood.excludes),
        "owned": ", ".join(understood.owned),
        "deadline": "yes" if understood.deadline else "",
        "words": " ".join(understood.words),
    }
    return [(name, str(value).replace("_", " ")) for name, value in values.items() if value]


def _amounts(least: int | None, around: int | None, most: int | None) -> Iterator[tuple[str, int]]:
    if around is not None:
        yield "around", around
        return
    if least is not None:
        yield "at least", least
    if most is not None:
        yield "at most", most


def features_of(items: Sequence[Recommendation]) -> list[str]:
    """Returns the features that add to a score, the one that adds the most first."""
    totals: dict[str, float] = {}
    for item in items:
        for name, part in item.why.items():
            totals[name] = totals.get(name, 0.0) + part
    return sorted(totals, key=lambda name: (-totals[name], name))


def gift(item: Recommendation, features: Sequence[str], wording: Wording) -> dict[str, object]:
    """Returns the values that the template shows of a gift."""
    product = item.product
    return {
        "title": product.title,
        "brand": product.brand.name,
        "price": wording.money(ENGLISH, product.price) if product.price else None,
        "picture": f"/try/pictures/{product.id}" if product.primary_image_url else None,
        "explanation": item.explanation,
        "badges": [badge.replace("_", " ") for badge in item.badges],
        "score": item.score,
        "parts": [(name, item.why[name]) for name in features if item.why.get(name)],
    }
