"""Reranking: lets a language model order a list, which stays a permutation whatever it answers."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, Protocol

from gifter_domain.ai import prompts
from gifter_domain.ai.language_model import Json, Prompt, Purpose
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.shared.money import Money
from gifter_domain.taste.vocabulary import TRAITS

# The most calls for one list. The first two are made at once, the third if they disagree.
CALLS = 3
_MOST_ANSWER = 20_000  # characters
_CODE = re.compile(r"[a-z0-9_.+:-]{1,40}")

RerankState = Literal["pending", "done", "skipped"]
RerankReason = Literal[
    "notConfigured", "tooFewProducts", "budgetSpent", "modelUnavailable", "unusableAnswer", "late"
]


@dataclass(frozen=True, slots=True)
class Reranked:
    """The outcome of reranking. `reason` says why the list is skipped or pending, else it is None.

    `late` means that the model was too slow for the answer, or that the caller did not wait.
    """

    state: RerankState
    reason: RerankReason | None = None


NOT_RERANKED = Reranked("skipped", "notConfigured")


@dataclass(frozen=True, slots=True)
class RerankProduct:
    """A product as a model sees it: codes of accepted facts and the price, but no shop text."""

    id: str
    traits: frozenset[str]
    price: Money | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The usable part of a model's answer: product ids, best first, each at most once.

    `rejected` is the number of entries that named no product of the list, or one again.
    """

    ids: tuple[str, ...]
    rejected: int = 0


class RerankReads(Protocol):
    # everybody: products and their facts belong to no user
    async def products(self, product_ids: Sequence[str]) -> Sequence[RerankProduct]:
        """Returns those of the products that are still listed, in any order."""
        ...


def rerank_prompts(
    fields: UnderstoodRequest, products: Sequence[RerankProduct], user_id: str | None
) -> list[Prompt]:
    """Returns `CALLS` prompts for the list, each with the products in another order.

    The first has the order of the list, the second the reverse, the third a shuffled one: so that
    what a model prefers for its place alone averages out. The same list gives the same prompts.
    """
    request = _request(fields)
    return [_prompt(request, products, order, user_id) for order in _orders(len(products))]


def _orders(count: int) -> list[list[int]]:
    places = list(range(count))
    shuffled = list(places)
    Random(count).shuffle(shuffled)  # noqa: S311 - no secret
    return [places, places[::-1], shuffled]


def _prompt(
    request: Mapping[str, Json],
    products: Sequence[RerankProduct],
    order: Sequence[int],
    user_id: str | None,
) -> Prompt:
    listed = [_product(place, products[place]) for place in order]
    return Prompt(
        prompts.RECOMMENDATION_RERANK,
        Purpose.RECOMMENDATION_RERANK,
        prompts.INSTRUCTIONS[prompts.RECOMMENDATION_RERANK],
        json.dumps({"request": request, "products": listed}),
        _schema(len(products)),
        max_tokens=200 + 12 * len(products),
        user_id=user_id,
    )


def _request(fields: UnderstoodRequest) -> dict[str, Json]:
    """Returns the codes of what was understood, without any word of the user."""
    budget = fields.budget
    stated: dict[str, Json] = {
        "occasion": fields.occasion,
        "relationship": fields.relationship,
        "situation": fields.situation,
        "ages": [list(ages) for ages in fields.ages],
        "adult": fields.adult,
        "interests": [word for word in fields.interests if f"interest.{word}" in TRAITS],
        "people": fields.people,
        "budget": None
        if budget is None
        else {"currency": budget.currency, "min": budget.min, "max": budget.max},
    }
    return {name: value for name, value in stated.items() if value not in (None, [])}


def _product(place: int, product: RerankProduct) -> dict[str, Json]:
    facts = sorted(code for code in product.traits if _CODE.fullmatch(code))
    price = f"{product.price.major} {product.price.currency}" if product.price else None
    return {"id": _key(place), "facts": facts, "price": price}


def _key(place: int) -> str:
    return f"p{place + 1}"


def _schema(count: int) -> dict[str, Json]:
    keys = [_key(place) for place in range(count)]
    ranking: dict[str, Json] = {"type": "array", "items": {"enum": keys}}
    return {
        "type": "object",
        "properties": {"ranking": ranking},
        "required": ["ranking"],
        "additionalProperties": False,
    }


def read_ranking(answer: str, products: Sequence[RerankProduct]) -> Ranking | None:
    """Returns the ranking in a model's answer, or None if it names no product of the list.

    Only the first mention of a key in its exact spelling counts; numbers and positions do not.
    Never raises.
    """
    by_key = {_key(place): product.id for place, product in enumerate(products)}
    entries = _entries(answer)
    if entries is None:
        return None
    ids = [by_key[entry] for entry in entries if isinstance(entry, str) and entry in by_key]
    first = tuple(dict.fromkeys(ids))
    return Ranking(first, len(entries) - len(first)) if first else None


def _entries(answer: str) -> list[object] | None:
    if len(answer) > _MOST_ANSWER:
        return None
    try:
        decoded = json.loads(answer)
    except (ValueError, RecursionError):
        return None
    entries = decoded.get("ranking") if isinstance(decoded, dict) else None
    return entries if isinstance(entries, list) else None


def completed(ranking: Ranking, listed: Sequence[str]) -> list[str]:
    """Returns all listed ids: those that the ranking names, then the rest in the list's order."""
    named = {*ranking.ids}
    return [*ranking.ids, *(each for each in listed if each not in named)]


def agree(one: Ranking, other: Ranking, listed: Sequence[str]) -> bool:
    """Returns True if both give the same order, so that a third call is not needed."""
    return completed(one, listed) == completed(other, listed)


def merged(rankings: Sequence[Ranking], listed: Sequence[str]) -> list[str]:
    """Returns a permutation of the listed ids: the Borda count of the rankings.

    An id gets the sum of its places in all rankings, and the smallest sum comes first. Among
    equals the order of the list stands. Without a ranking it is the list itself.
    """
    places = dict.fromkeys(listed, 0)
    for ranking in rankings:
        for place, each in enumerate(completed(ranking, listed)):
            places[each] += place
    return sorted(listed, key=lambda each: places[each])
