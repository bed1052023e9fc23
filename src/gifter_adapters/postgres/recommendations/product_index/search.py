"""Searches the segments of an index: the best by text, the nearest by vector, then others."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from gifter_adapters.postgres.recommendations.product_index.filters import Filters, Mask, allowed
from gifter_adapters.postgres.recommendations.product_index.segment import Segment
from gifter_domain.recommendations.candidates import Vector

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and which of its rows are not replaced by a later segment."""

    segment: Segment
    alive: Mask


@dataclass(frozen=True, slots=True)
class Hit:
    """A found row, with its match to the words of the text."""

    segment: Segment
    row: int
    lexical: float
    coverage: float

    @property
    def id(self) -> str:
        return self.segment.ids[self.row]

    @property
    def version(self) -> int:
        return int(self.segment.version[self.row])

    @property
    def vector(self) -> Vector | None:
        return self.segment.vectors[self.row] if self.segment.embedded[self.row] else None


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


def search(parts: Sequence[Part], wanted: Search) -> list[Hit]:
    """Returns the `depth` best by text and nearest by vector, filled up with other products.

    Among equals the lower id comes first.
    """
    idfs = inverse_frequencies(parts, wanted.words)
    matches = [_match(part, idfs, wanted.filters) for part in parts]
    found = {hit.id: hit for hit in _best(matches, [m.lexical for m in matches], wanted.depth)}
    if wanted.vector is not None and wanted.vector.any():
        near = [_cosines(m, wanted.vector) for m in matches]
        found |= {hit.id: hit for hit in _best(matches, near, wanted.depth, above=-np.inf)}
    if len(found) < wanted.depth:
        _fill_up(found, matches, wanted.depth)
    total = sum(idfs.values()) or 1.0
    return [Hit(h.segment, h.row, h.lexical, h.coverage / total) for h in found.values()]


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


def _cosines(matches: _Matches, vector: Vector) -> Scores:
    """Returns the cosine of each row that passes and has a vector, otherwise minus infinity."""
    vectors = matches.part.segment.vectors
    found = np.full(len(vectors), -np.inf)
    if vectors.shape[1] != len(vector):
        return found
    rows = np.flatnonzero(matches.passed & matches.part.segment.embedded)
    few = len(rows) < len(vectors) / 4  # copying rows costs more than comparing all of them
    found[rows] = vectors[rows] @ vector if few else (vectors @ vector)[rows]
    return found


def _best(
    matches: Sequence[_Matches], scores: Sequence[Scores], most: int, above: float = 0.0
) -> list[Hit]:
    """Returns the hits with the greatest scores that are above a limit."""
    ranked: list[tuple[float, str, Hit]] = []
    for one, each in zip(matches, scores, strict=True):
        for row in _top(each, one.passed & (each > above), most).tolist():
            hit = _hit(one, row)
            ranked.append((-float(each[row]), hit.id, hit))
    return [hit for _, _, hit in sorted(ranked, key=lambda item: item[:2])[:most]]


def _top(scores: Scores, among: Mask, most: int) -> NDArray[np.int64]:
    """Returns the rows with the greatest scores; of equals at the end, those with lower rows."""
    rows = np.flatnonzero(among)
    if len(rows) <= most:
        return rows
    values = scores[rows]
    least = np.partition(values, len(values) - most)[len(values) - most]
    greater = rows[values > least]
    return np.concatenate([greater, rows[values == least][: most - len(greater)]])


def _fill_up(found: dict[str, Hit], matches: Sequence[_Matches], depth: int) -> None:
    """Adds products that pass until there are `depth`: featured ones first, then the newest."""
    others = []
    for one in matches:
        segment, rows = one.part.segment, np.flatnonzero(one.passed)
        order = np.lexsort((rows, -segment.created[rows], ~segment.featured[rows]))
        for row in rows[order][: depth + len(found)].tolist():
            hit = _hit(one, row)
            key = (not segment.featured[row], -segment.created[row], hit.id)
            others.append((key, hit))
    for _, hit in sorted(others, key=lambda item: item[0]):
        if len(found) >= depth:
            return
        found.setdefault(hit.id, hit)


def _hit(matches: _Matches, row: int) -> Hit:
    return Hit(matches.part.segment, row, float(matches.lexical[row]), float(matches.covered[row]))
