"""Vectors of a segment's rows. Those of many rows are grouped, so that not all are compared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

# Comparing all vectors of fewer rows takes some milliseconds at most, and misses no product.
GROUPED_FROM = 200_000
# So few rows are compared one by one: a row of its own takes ten times as long as one in a group.
_ONE_BY_ONE_SHARE = 1 / 25
# The share of the groups to compare first. Each further step compares half as many as all before,
# until a step changes no more than that share of the nearest.
_FIRST_SHARE, _STEP, _CHANGED_SHARE = 1 / 8, 0.5, 0.005
_TRAINED_ROWS, _ROUNDS, _PAGE = 64, 5, 20_000


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of similar vectors: group `n` has the rows `rows[starts[n]:starts[n + 1]]`."""

    centres: Floats
    starts: Rows
    rows: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class RowVectors:
    """The vector of each row, of length one, or zeros. `stored` is in the order of the groups."""

    stored: Floats
    groups: Groups | None = None
    places: NDArray[np.int32] | None = None

    def __len__(self) -> int:
        return len(self.stored)

    @property
    def dims(self) -> int:
        return int(self.stored.shape[1])

    def of(self, rows: Rows) -> Floats:
        return self.stored[rows if self.places is None else self.places[rows]]

    def nearest(self, vector: Floats, passed: NDArray[np.bool_], most: int) -> tuple[Rows, Floats]:
        """Returns rows that pass, in order, at least the `most` nearest, with their cosines.

        In groups, about one in a hundred of the nearest is missing.
        """
        rows = np.flatnonzero(passed)
        if self.groups is not None and len(rows) > max(most, len(self) * _ONE_BY_ONE_SHARE):
            return self._nearest_in(self.groups, vector, passed, most)
        if len(rows) < len(self) / 4 or self.groups is not None:
            return rows, self.of(rows) @ vector
        return rows, (self.stored @ vector)[rows]  # copying rows costs more than comparing all

    def _nearest_in(
        self, groups: Groups, vector: Floats, passed: NDArray[np.bool_], most: int
    ) -> tuple[Rows, Floats]:
        order = np.argsort(-(groups.centres @ vector), kind="stable")
        rows, cosines, least = np.empty(0, np.int64), np.empty(0, np.float32), np.float32(-2)
        seen, until = 0, int(len(order) * _FIRST_SHARE) + 1
        while seen < len(order):
            found, near = self._above(groups, order[seen:until], vector, passed, least)
            rows, cosines = np.concatenate([rows, found]), np.concatenate([cosines, near])
            added = np.count_nonzero(near > least)
            if len(rows) >= most:
                if least > -2 and added <= most * _CHANGED_SHARE:
                    break
                least = np.partition(cosines, len(cosines) - most)[len(cosines) - most]
                kept = cosines >= least
                rows, cosines = rows[kept], cosines[kept]
            seen, until = until, until + int(until * _STEP) + 1
        in_order = np.argsort(rows)
        return rows[in_order], cosines[in_order]

    def _above(
        self,
        groups: Groups,
        numbers: Rows,
        vector: Floats,
        passed: NDArray[np.bool_],
        least: np.float32,
    ) -> tuple[Rows, Floats]:
        """Returns the rows of these groups that pass with a cosine of at least `least`."""
        parts = [slice(groups.starts[n], groups.starts[n + 1]) for n in numbers.tolist()]
        rows = np.concatenate([groups.rows[part] for part in parts])
        cosines = np.concatenate([self.stored[part] @ vector for part in parts])
        kept = passed[rows] & (cosines >= least)
        return rows[kept].astype(np.int64), cosines[kept]


def row_vectors(
    vectors: Floats, centres: Floats | None = None, *, grouped_from: int = GROUPED_FROM
) -> RowVectors:
    """Returns the vectors, in groups if there are many; around given centres if any."""
    if len(vectors) < grouped_from:
        return RowVectors(vectors)
    if centres is None:
        centres = _centres(vectors)
    groups = _nearest_centres(vectors, centres)
    order = np.argsort(groups, kind="stable").astype(np.int32)
    starts = np.zeros(len(centres) + 1, np.int64)
    np.cumsum(np.bincount(groups, minlength=len(centres)), out=starts[1:])
    places = np.empty_like(order)
    places[order] = np.arange(len(order), dtype=np.int32)
    return RowVectors(vectors[order], Groups(centres, starts, order), places)


def _centres(vectors: Floats) -> Floats:
    """Returns the centres of about as many groups as the square root of the vectors (k-means)."""
    count = int(len(vectors) ** 0.5)
    draw = np.random.default_rng(0)
    sample = vectors[draw.choice(len(vectors), min(len(vectors), _TRAINED_ROWS * count), False)]
    centres = sample[:count].copy()
    for _ in range(_ROUNDS):
        groups = _nearest_centres(sample, centres)
        order = np.argsort(groups, kind="stable")
        present, firsts = np.unique(groups[order], return_index=True)
        centres[present] = np.add.reduceat(sample[order], firsts)
        lengths = np.linalg.norm(centres, axis=1, keepdims=True)
        centres /= np.where(lengths > 0, lengths, 1)
    return centres


def _nearest_centres(vectors: Floats, centres: Floats) -> Rows:
    pages = [
        np.argmax(vectors[at : at + _PAGE] @ centres.T, axis=1)
        for at in range(0, len(vectors), _PAGE)
    ]
    return np.concatenate(pages)
