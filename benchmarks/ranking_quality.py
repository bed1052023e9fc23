"""Measures what each part of the ranking is worth: NDCG@10 on judged searches, with and without.

    python benchmarks/ranking_quality.py FOLDER

FOLDER has judged sets, as for `gifter eval ranking` (docs/evaluation.md).
"""

import asyncio
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

from rich.console import Console
from rich.table import Table

from gifter_app.container import Container
from gifter_app.use_cases.recommendations.query_embedding import QueryEmbedder
from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.scratch import fill, scratch_container
from gifter_cli.evaluation.sets import JudgedSet, SetItem, judged_sets, product_change
from gifter_domain.evaluation.ranking.lists import AT, Grades, ndcg
from gifter_domain.recommendations.candidates import Candidate, CandidateQuery, Constraints
from gifter_domain.recommendations.gift_query import GiftQuery, parse_query
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import rank

_HOME_CURRENCY = "USD"  # for amounts without a currency


@dataclass(frozen=True, slots=True)
class Search:
    """A search with its candidates. The steps that follow are pure functions."""

    id: str
    query: GiftQuery
    vectors: QueryVectors
    candidates: Sequence[Candidate]


Variant = Callable[[Search], list[str]]


def _ranked(search: Search, balance: float | None = None) -> list[str]:
    items = rank(search.query, search.candidates, search.vectors, AT, balance)
    return [item.product.payload_product_id for item in items]


def _by_text_alone(search: Search) -> list[str]:
    return _ranked(replace(search, vectors=QueryVectors()))


def _by_vectors_alone(search: Search) -> list[str]:
    bare = [replace(candidate, lexical=0.0, coverage=0.0) for candidate in search.candidates]
    return _ranked(replace(search, candidates=bare))


def _without_variety(search: Search) -> list[str]:
    return _ranked(search, 1.0)


VARIANTS: dict[str, Variant] = {
    "pipeline": _ranked,
    "without variety (caps stay)": _without_variety,
    "text alone": _by_text_alone,
    "vectors alone": _by_vectors_alone,
}


def _word_by_word(text: str) -> GiftQuery:
    return GiftQuery(words=tuple(text.split()))


def understood(text: str) -> GiftQuery:
    return parse_query(text, home_currency=_HOME_CURRENCY)


async def main(sets: Sequence[JudgedSet]) -> None:
    results: dict[str, dict[str, float]] = defaultdict(dict)
    for one in sets:
        items = read_lines(one.catalogue, SetItem)
        async with scratch_container() as container:
            await fill(container, [product_change(item) for item in items])
            for name, quality in await _measure(container, one):
                results[name][one.name] = quality
    _show(results, [one.name for one in sets])


async def _measure(container: Container, judged: JudgedSet) -> list[tuple[str, float]]:
    searches = [search async for search in searches_of(container, judged, understood)]
    unread = [search async for search in searches_of(container, judged, _word_by_word)]
    measured = [(name, _quality(run, searches, judged.grades)) for name, run in VARIANTS.items()]
    return [*measured, ("without understanding", _quality(_ranked, unread, judged.grades))]


async def searches_of(
    container: Container, judged: JudgedSet, read: Callable[[str], GiftQuery]
) -> AsyncIterator[Search]:
    embedder = container.embedder()
    query_embedder = QueryEmbedder(embedder)
    for asked in judged.queries:
        query = read(asked.text)
        vectors = await query_embedder.vectors(query)
        found = await container.candidates().find(
            CandidateQuery(
                query.search_text,
                vectors.query,
                embedder.model,
                # The items of the sets have no stock, so it is not a constraint.
                Constraints(query.hard_budget, include_out_of_stock=True, avoid=query.avoid),
            )
        )
        yield Search(asked.id, query, vectors, found.candidates)


def _quality(run: Variant, searches: Sequence[Search], judged: Mapping[str, Grades]) -> float:
    """Returns the mean NDCG@10 of the searches that have at least one relevant item."""
    found = (ndcg(run(search), judged[search.id]) for search in searches)
    return fmean(quality for quality in found if quality is not None)


def _show(results: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> None:
    table = Table("NDCG@10", *names)
    for variant, qualities in results.items():
        table.add_row(variant, *(f"{qualities[name]:.3f}" for name in names))
    Console().print(table)


if __name__ == "__main__":
    asyncio.run(main(judged_sets(Path(sys.argv[1]))))
