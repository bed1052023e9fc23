"""Searches the segments of an index: the best by text, the nearest by vector, then others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from gifter_adapters.postgres.recommendations.product_index.filters import Filters, Mask, allowed
from gifter_adapters.postgres.recommendations.product_index.segment import Segment
from gifter_domain.recommendations.candidates import Vector

Scores = NDArray[np.float64]

_Scored = tuple[NDArray[np.int64], NDArray[np.floating]]  # rows and their scores

_FEATURED = 1e10  # more than the seconds of any date, and few enough digits for microseconds


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and which of its rows are not replaced by a later segment."""

    segment: Segment
    alive: Mask


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows that were found in a segment, with their matches to the words of the text."""

    segment: Segment
    rows: NDArray[np.int64]
    lexical: Scores
    coverage: Scores


@dataclass(frozen=True, slots=True)
class Search:
    """The words of a text, its vector and the filters of a search."""

    words: Sequence[str]
    vector: Vector | None
    filters: Filters
    depth: int


@dataclass(frozen=True, slots=True)
class _Matches:
    """The matches of one part: `passed` are its rows that pass the filters."""

    part: Part
    passed: Mask
    lexical: Scores
    covered: Scores


def search(parts: Sequence[Part], wanted: Search) -> list[Hits]:
    """Returns the `depth` best by text and nearest by vector, filled up with other products.

    Among equals the lower id comes first.
    """
    idfs = inverse_frequencies(parts, wanted.words)
    matches = [_match(part, idfs, wanted.filters) for part in parts]
    found = _best(matches, [_scored(m, m.lexical, above=0.0) for m in matches], wanted.depth)
    if wanted.vector is not None:
        near = [_nearest(m, wanted.vector, wanted.depth) for m in matches]
        nearest = _best(matches, near, wanted.depth)
        found = [np.union1d(*both) for both in zip(found, nearest, strict=True)]
    if (missing := wanted.depth - sum(map(len, found))) > 0:
        found = _filled_up(found, matches, missing)
    total = sum(idfs.values()) or 1.0
    return [
        Hits(m.part.segment, rows, m.lexical[rows], m.covered[rows] / total)
        for m, rows in zip(matches, found, strict=True)
    ]


def inverse_frequencies(parts: Sequence[Part], words: Sequence[str]) -> dict[str, float]:
    """Returns the weight of each word: rarer words weigh more (BM25's idf)."""
    total = sum(int(np.count_nonzero(part.alive)) for part in parts)
    idfs = {}
    for word in words:
        found = sum(int(np.count_nonzero(p.alive[p.segment.words.of(word)[0]])) for p in parts)
        idfs[word] = log(1 + (total - found + 0.5) / (found + 0.5))
    return idfs


def _match(part: Part, idfs: dict[str, float], filters: Filters) -> _Matches:
    lexical, covered = np.zeros(len(part.segment)), np.zeros(len(part.segment))
    for word, idf in idfs.items():
        rows, impacts = part.segment.words.of(word)
        lexical[rows] += idf * impacts
        covered[rows] += idf
    lexical /= part.segment.length
    return _Matches(part, allowed(part.segment, part.alive, filters), lexical, covered)


def _scored(matches: _Matches, scores: Scores, *, above: float = -np.inf) -> _Scored:
    """Returns the rows that pass with a score above the limit."""
    rows = np.flatnonzero(matches.passed & (scores > above))
    return rows, scores[rows]


def _nearest(matches: _Matches, vector: Vector, depth: int) -> _Scored:
    """Returns the rows that pass with the cosines of their vectors, at least the nearest."""
    segment = matches.part.segment
    if segment.vectors.dims != len(vector):
        return np.empty(0, np.int64), np.empty(0)
    return segment.vectors.nearest(vector, matches.passed & segment.embedded, depth)


def _best(
    matches: Sequence[_Matches], scored: Sequence[_Scored], most: int
) -> list[NDArray[np.int64]]:
    """Returns for each part the rows of the greatest scores of all parts."""
    rows, values = [r for r, _ in scored], [v for _, v in scored]
    flat = np.concatenate(values)
    if len(flat) <= most:
        return rows
    least = np.partition(flat, len(flat) - most)[len(flat) - most]
    greater = [r[v > least] for r, v in zip(rows, values, strict=True)]
    left = most - sum(map(len, greater))
    tied = [
        (m.part.segment.ids[row], at, row)
        for at, m in enumerate(matches)
        for row in rows[at][values[at] == least][:left].tolist()  # in the order of ids
    ]
    return _with_rows(greater, [(at, row) for _, at, row in sorted(tied)[:left]])


def _filled_up(
    found: Sequence[NDArray[np.int64]], matches: Sequence[_Matches], missing: int
) -> list[NDArray[np.int64]]:
    """Returns the rows with others that pass: featured ones first, then the newest."""
    others = [
        replace(m, passed=_without(m.passed, rows)) for m, rows in zip(matches, found, strict=True)
    ]
    newest = [m.part.segment.created + _FEATURED * m.part.segment.featured for m in matches]
    scored = [_scored(m, score) for m, score in zip(others, newest, strict=True)]
    added = _best(others, scored, missing)
    return [np.concatenate(both) for both in zip(found, added, strict=True)]


def _without(mask: Mask, rows: NDArray[np.int64]) -> Mask:
    left = mask.copy()
    left[rows] = False
    return left


def _with_rows(
    found: Sequence[NDArray[np.int64]], added: Sequence[tuple[int, int]]
) -> list[NDArray[np.int64]]:
    """Returns the rows of each part with these pairs of a part's number and a row."""
    of_parts = [[row for part, row in added if part == at] for at in range(len(found))]
    return [
        np.concatenate([rows, np.array(more, np.int64)])
        for rows, more in zip(found, of_parts, strict=True)
    ]
