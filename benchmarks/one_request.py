"""Prints one request end to end over the sample catalogue, with every number, as Markdown.

    python benchmarks/one_request.py ["a present for …"]

The section of docs/ranking.md is its output.
"""

import asyncio
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from gifter_app.container import Container
from gifter_cli.evaluation.catalogues import labelled_sample
from gifter_cli.evaluation.scratch import fill, scratch_container
from gifter_domain.recommendations.candidates import CandidateQuery, Constraints
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.scoring import WEIGHTS
from gifter_domain.recommendations.recommendation import (
    GiftRequest,
    Recommendation,
    RecommendationResult,
)
from gifter_domain.recommendations.trait_limits import trait_limits

TEXT = "My uncle turns 60, does not drink and loves birds. Around £30, nothing made of plastic."
GIFTS = 4
_EVERYTHING = 10_000


async def main(text: str) -> None:
    async with scratch_container() as container:
        sample = labelled_sample(container.catalogue().catalogue_codec)
        await fill(container, sample.changes)
        recommend_gifts = container.recommendations().recommend_gifts
        query, answer = await recommend_gifts.preview(GiftRequest(text, limit=GIFTS), "GBP")
        kept = await _kept(container, query, answer)
    print(f"> {text}\n")
    print("\n".join([*_fields(query, answer), "", *_filters(kept), "", *_scores(answer.items)]))


async def _kept(
    container: Container, query: GiftQuery, answer: RecommendationResult
) -> dict[str, int]:
    """Returns how many products each filter leaves, each alone and all together."""
    limits = trait_limits(answer.understood.fields, query)
    filters = {
        "listed and in stock": Constraints(),
        "within a budget that is no “around”": Constraints(query.hard_budget),
        f"traits: {', '.join(limits.forbidden)}": Constraints(traits=limits),
        "all of them": Constraints(query.hard_budget, traits=limits),
    }
    return {name: await _count(container, one) for name, one in filters.items()}


async def _count(container: Container, constraints: Constraints) -> int:
    everything = CandidateQuery("", None, None, constraints, depth=_EVERYTHING)
    return len((await container.candidates().find(everything)).candidates)


def _fields(query: GiftQuery, answer: RecommendationResult) -> Iterator[str]:
    fields: Mapping[str, object] = asdict(answer.understood.fields)
    yield "| field | understood | certainty |"
    yield "|---|---|--:|"
    for name, sure in answer.understood.sure.items():
        if sure:
            yield f"| {name} | {_plain(fields[name])} | {sure:g} |"
    yield f"| words to search for | {' '.join(query.words)} | |"


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {one}" for name, one in value.items() if one not in (None, False))
    if isinstance(value, tuple) and value and isinstance(value[0], int):
        return f"{value[0]} to {value[1]}"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    return str(value)


def _filters(kept: Mapping[str, int]) -> Iterator[str]:
    yield "| filter | products left |"
    yield "|---|--:|"
    yield from (f"| {name} | {count} |" for name, count in kept.items())


def _scores(items: Sequence[Recommendation]) -> Iterator[str]:
    """Yields the parts of each score: the value of a feature times its weight."""
    titles = [
        f"{item.product.title}, £{item.product.price.major}" for item in items if item.product.price
    ]
    yield f"| feature × weight | {' | '.join(titles)} |"
    yield f"|---|{'--:|' * len(items)}"
    for name, weight in WEIGHTS.items():
        parts = [item.why.get(name, 0.0) for item in items]
        if any(parts):
            cells = (f"{part / weight:.3f} → {part:.3f}" if part else "" for part in parts)
            yield f"| `{name}` × {weight:g} | {' | '.join(cells)} |"
    yield f"| score | {' | '.join(f'**{item.score:.3f}**' for item in items)} |"


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else TEXT))
