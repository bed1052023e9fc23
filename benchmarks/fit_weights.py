"""Fits the weights of the features, and prints what each set of searches would have chosen.

    python -m benchmarks.fit_weights FOLDER [CACHE]

FOLDER has sets as for `ranking_quality.py`. Only the development half of each is used: the searches
whose id has an even SHA-256. Coordinate ascent changes one weight after another as long as the mean
NDCG@10 of the sets rises. Leave-one-set-out: each fold fits on all sets but one and is scored on
that one. Where the folds disagree, keep the simpler value. CACHE keeps the features between runs;
delete it after a change of the features.
"""

import asyncio
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from benchmarks.ranking_quality import Search, searches_of, understood
from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.halves import Half, half_of
from gifter_cli.evaluation.scratch import fill, scratch_container
from gifter_cli.evaluation.sets import JudgedSet, SetItem, judged_sets, product_change
from gifter_domain.evaluation.ranking.lists import AT
from gifter_domain.recommendations.ranking.audience import suitability
from gifter_domain.recommendations.ranking.features import features
from gifter_domain.recommendations.ranking.scoring import WEIGHTS
from gifter_domain.recommendations.ranking.values import matrix_of

STEPS = (0.0, 0.5, 0.75, 1.33, 2.0)  # tried multiples of a weight
LEAST_GAIN = 0.001  # a smaller one is chance
DISCOUNTS = 1 / np.log2(np.arange(AT) + 2)
# Sets without labels say nothing about features that read labels.
FITTED = ("semantic", "lexical", "coverage", "interest", "purpose", "price")

Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """The features of a search's candidates as columns, their gains, and the best DCG."""

    table: NDArray[np.float64]
    gains: NDArray[np.float64]
    best: float


def judged(search: Search, grades: Mapping[str, int]) -> Judged:
    ordered = sorted(search.candidates, key=lambda candidate: candidate.product.id)
    matrix = matrix_of(ordered, search.vectors.query)
    suits = suitability(search.query, ordered, matrix, search.vectors.typical)
    found = features(search.query, ordered, search.vectors)
    given = [grades.get(one.product.payload_product_id, 0) for one in ordered]
    best = 2.0 ** np.sort(list(grades.values()))[::-1][:AT] - 1
    table = np.stack([found[name] * suits for name in WEIGHTS], axis=1)
    return Judged(
        table, 2.0 ** np.array(given, np.float64) - 1, float(best @ DISCOUNTS[: len(best)])
    )


def quality(searches: Sequence[Judged], weights: Weights) -> float:
    """Returns the mean NDCG@10 of the searches, without diversity."""
    column = np.array(list(weights.values()))
    return fmean(_ndcg(search, column) for search in searches)


def _ndcg(search: Judged, column: NDArray[np.float64]) -> float:
    first = np.argsort(-(search.table @ column), kind="stable")[:AT]
    return float(search.gains[first] @ DISCOUNTS[: len(first)]) / search.best


def fit(sets: Sequence[Sequence[Judged]]) -> Weights:
    """Returns the weights that coordinate ascent reaches from today's, with a sum of 1."""
    weights = dict(WEIGHTS)
    best = fmean(quality(one, weights) for one in sets)
    while True:
        tried = [weights | {name: weights[name] * step} for name in FITTED for step in STEPS]
        scored = [(fmean(quality(one, each) for one in sets), each) for each in tried]
        top, chosen = max(scored, key=lambda pair: pair[0])
        if top < best + LEAST_GAIN:
            total = sum(weights.values())
            return {name: weight / total for name, weight in weights.items()}
        best, weights = top, chosen


async def load(sets: Sequence[JudgedSet]) -> dict[str, list[Judged]]:
    """Returns the judged searches of the development half of each set."""
    loaded: dict[str, list[Judged]] = {}
    for one in sets:
        items = read_lines(one.catalogue, SetItem)
        own = replace(one, queries=half_of(one.queries, Half.DEVELOPMENT))
        async with scratch_container() as container:
            await fill(container, [product_change(item) for item in items])
            loaded[one.name] = [
                judged(search, one.grades[search.id])
                async for search in searches_of(container, own, understood)
                if any(one.grades[search.id].values())
            ]
    return loaded


def show(sets: Mapping[str, Sequence[Judged]]) -> None:
    table = Table("fitted without", "NDCG@10 there, before", "after", *FITTED)
    for name, searches in sets.items():
        weights = fit([other for key, other in sets.items() if key != name])
        before, after = quality(searches, dict(WEIGHTS)), quality(searches, weights)
        chosen = (f"{weights[feature]:.2f}" for feature in FITTED)
        table.add_row(name, f"{before:.3f}", f"{after:.3f}", *chosen)
    table.add_row("today", "", "", *(f"{WEIGHTS[feature]:.2f}" for feature in FITTED))
    Console(width=140).print(table)


def main(folder: Path, cache: Path | None) -> None:
    if cache is not None and cache.exists():
        # Written by this script itself.
        return show(pickle.loads(cache.read_bytes()))
    sets = asyncio.run(load(judged_sets(folder)))
    if cache is not None:
        cache.write_bytes(pickle.dumps(sets))
    return show(sets)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
