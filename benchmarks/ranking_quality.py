"""Measures the quality of recommendations: NDCG@10 on judged searches, with and without parts.

    python benchmarks/ranking_quality.py FOLDER

Every folder inside FOLDER with these three files is a set; none of them is part of the project:
`catalogue.jsonl.gz` (id, title; description, brand, priceMinor, currency where known),
`queries.jsonl` (id, text) and `judgments.tsv` (query_id, item_id, grade from 0 to 3).
"""

import asyncio
import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import log2
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from gifter_app.container import Container
from gifter_app.logs import configure_logs
from gifter_app.runtime import running_container
from gifter_app.settings import AppSettings, read_settings
from gifter_app.use_cases.catalogue.apply_changes import apply_catalogue_changes
from gifter_app.use_cases.recommendations.query_embedding import QueryEmbedder
from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    Product,
    ProductContent,
    ProductStatus,
)
from gifter_domain.recommendations.candidates import Candidate, CandidateQuery, Constraints
from gifter_domain.recommendations.gift_query import GiftQuery, parse_query
from gifter_domain.recommendations.ranking.features import QueryVectors
from gifter_domain.recommendations.ranking.rank import rank
from gifter_domain.shared.money import Money

AT = 10
_SEEN_AT = datetime(2026, 1, 1, tzinfo=UTC)
_HOME_CURRENCY = "USD"  # for amounts without a currency

Grades = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Search:
    """A search with its candidates. The steps that follow are pure functions."""

    id: str
    query: GiftQuery
    vectors: QueryVectors
    candidates: Sequence[Candidate]


def _written(amount: Money) -> str:
    return f"{amount.major} {amount.currency}"


Variant = Callable[[Search], list[str]]


def _ranked(search: Search, balance: float | None = None) -> list[str]:
    items = rank(search.query, search.candidates, search.vectors, AT, _written, balance)
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


def _understood(text: str) -> GiftQuery:
    return parse_query(text, home_currency=_HOME_CURRENCY)


async def main(sets: Sequence[Path], home: str) -> None:
    configure_logs(AppSettings(log_level="error"))
    results: dict[str, dict[str, float]] = defaultdict(dict)
    settings = read_settings({"GIFTER_HOME": home, "LOG_LEVEL": "error"})
    async with running_container(settings, development=True) as container:
        for path in sets:
            await _fill(container, path)
            for name, quality in await _measure(container, path):
                results[name][path.name] = quality
    _show(results, [path.name for path in sets])


async def _fill(container: Container, path: Path) -> None:
    """Replaces the catalogue by that of the set, through catalogue changes."""
    async with container.database().transaction() as connection:
        await connection.execute(text("TRUNCATE brand_mirror, product_mirror, job CASCADE"))
    with gzip.open(path / "catalogue.jsonl.gz", "rt") as lines:
        changes = [_change(json.loads(line)) for line in lines]
    for start in range(0, len(changes), 500):
        async with container.transactions()() as tx:
            await apply_catalogue_changes(tx, changes[start : start + 500])
    await container.catalogue().backfill_embeddings.execute(
        container.embedder(), 500, lambda _: None
    )
    async with container.database().raw_reads() as connection:
        await connection.execute("VACUUM ANALYZE")


def _change(item: Mapping[str, Any]) -> Change:
    name = item.get("brand") or "Unknown"
    content = ProductContent(
        source_ts=_SEEN_AT,
        payload_brand_id=name,
        title=item["title"],
        status=ProductStatus.PUBLISHED,
        visible_to_gifter=True,
        description=item.get("description"),
        default_price=item.get("priceMinor"),
        default_currency=item.get("currency"),
    )
    brand = Brand(source_ts=_SEEN_AT, payload_brand_id=name, name=name, status=BrandStatus.APPROVED)
    return Change(Product(str(item["id"]), content), brand)


async def _measure(container: Container, path: Path) -> list[tuple[str, float]]:
    searches = [search async for search in _searches(container, path, _understood)]
    unread = [search async for search in _searches(container, path, _word_by_word)]
    judged = _judgments(path)
    measured = [(name, _quality(run, searches, judged)) for name, run in VARIANTS.items()]
    return [*measured, ("without understanding", _quality(_ranked, unread, judged))]


async def _searches(
    container: Container, path: Path, read: Callable[[str], GiftQuery]
) -> AsyncIterator[Search]:
    embedder = container.embedder()
    query_embedder = QueryEmbedder(embedder)
    for asked in _queries(path):
        query = read(asked["text"])
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
        yield Search(asked["id"], query, vectors, found.candidates)


def _queries(path: Path) -> Iterator[dict[str, str]]:
    with (path / "queries.jsonl").open() as lines:
        yield from map(json.loads, lines)


def _judgments(path: Path) -> dict[str, dict[str, int]]:
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    with (path / "judgments.tsv").open(newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            judged[row["query_id"]][row["item_id"]] = int(row["grade"])
    return judged


def _quality(run: Variant, searches: Sequence[Search], judged: Mapping[str, Grades]) -> float:
    """Returns the mean NDCG@10 of the searches that have at least one relevant item."""
    return fmean(
        _ndcg(run(search), judged[search.id])
        for search in searches
        if any(judged[search.id].values())
    )


def _ndcg(ids: Sequence[str], grades: Grades) -> float:
    """Returns NDCG after Järvelin and Kekäläinen, with gain 2^grade - 1.

    Unjudged items gain nothing.
    """
    best = sorted(grades.values(), reverse=True)
    return _dcg([grades.get(item, 0) for item in ids]) / _dcg(best)


def _dcg(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 2) for place, grade in enumerate(grades[:AT]))


def _show(results: Mapping[str, Mapping[str, float]], names: Sequence[str]) -> None:
    table = Table("NDCG@10", *names)
    for variant, qualities in results.items():
        table.add_row(variant, *(f"{qualities[name]:.3f}" for name in names))
    Console().print(table)


if __name__ == "__main__":
    with TemporaryDirectory(prefix="gifter-quality-") as folder:
        Path(folder).chmod(0o711)  # lets the server's user in when this runs as root
        judged_sets = sorted(path.parent for path in Path(sys.argv[1]).glob("*/judgments.tsv"))
        asyncio.run(main(judged_sets, folder))
