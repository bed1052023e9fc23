"""Baselines: BM25, vectors, and their sum over a whole catalogue, to compare a ranking with."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from snowballstemmer import stemmer

from gifter_domain.ai.embedding import Vectors

_WORD = re.compile(r"\w+")
_K1, _B = 1.2, 0.75
_TITLE_WEIGHT = 3
_FUSED = 200  # the sum is over so many of the best of each search
Scores = NDArray[np.float64]


class Bm25:
    """BM25 as in Lucene, over Snowball stems; the title counts three times."""

    def __init__(self, texts: Iterable[tuple[str, str | None]]) -> None:
        bags = [_bag(title, description) for title, description in texts]
        lengths = np.array([sum(bag.values()) for bag in bags], np.float64)
        self._damping = _K1 * (1 - _B + _B * lengths / max(1.0, lengths.mean()))
        self._postings = _postings(bags)
        self._count = len(bags)

    def scores(self, text: str) -> Scores:
        """Returns the score of each product, in their order."""
        totals = np.zeros(self._count)
        for stem in _stems(text):
            if (found := self._postings.get(stem)) is not None:
                rows, counts = found
                rarity = np.log1p((self._count - len(rows) + 0.5) / (len(rows) + 0.5))
                totals[rows] += rarity * counts / (counts + self._damping[rows])
        return totals


def _bag(title: str, description: str | None) -> Counter[str]:
    titled = {stem: count * _TITLE_WEIGHT for stem, count in Counter(_stems(title)).items()}
    return Counter(titled) + Counter(_stems(description or ""))


def _postings(
    bags: Sequence[Mapping[str, int]],
) -> dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]:
    listed: dict[str, tuple[list[int], list[int]]] = {}
    for row, bag in enumerate(bags):
        for stem, count in bag.items():
            rows, counts = listed.setdefault(stem, ([], []))
            rows.append(row)
            counts.append(count)
    return {
        stem: (np.array(rows, np.intp), np.array(counts, np.float64))
        for stem, (rows, counts) in listed.items()
    }


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


@cache
def _stem(word: str) -> str:
    return str(_ENGLISH.stemWord(word))


_ENGLISH = stemmer("english")


def similarities(products: Vectors, query: Vectors) -> Scores:
    """Returns the cosine of each product's unit row with the query's."""
    return (products @ query).astype(np.float64)


def summed(one: Scores, other: Scores) -> Scores:
    """Returns half of each score, both scaled to [0, 1] over the best of each."""
    return (_scaled(one) + _scaled(other)) / 2


def _scaled(scores: Scores) -> Scores:
    best = _best(scores, _FUSED)
    low, high = scores[best].min(), scores[best].max()
    scaled = np.zeros_like(scores)
    if high > low:
        scaled[best] = (scores[best] - low) / (high - low)
    return scaled


def best_ids(scores: Scores, ids: Sequence[str], count: int) -> list[str]:
    """Returns the ids of the best scores above zero, best first; equal ones in their order."""
    return [ids[row] for row in _best(scores, count) if scores[row] > 0]


def _best(scores: Scores, count: int) -> NDArray[np.intp]:
    return np.argsort(-scores, kind="stable")[:count]
