"""Postings: for each name the rows that have it, in one array (compressed sparse rows)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int32]
Impacts = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The rows of name number `n` are `rows[starts[n]:starts[n + 1]]`, in ascending order.

    `impacts` says how much each of these rows has of the name.
    """

    numbers: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Rows
    impacts: Impacts

    def of(self, name: str) -> tuple[Rows, Impacts]:
        """Returns the rows that have the name, with its impacts; none for an unknown name."""
        number = self.numbers.get(name)
        if number is None:
            return self.rows[:0], self.impacts[:0]
        part = slice(self.starts[number], self.starts[number + 1])
        return self.rows[part], self.impacts[part]

    def numbers_of_entries(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def postings(named: Iterable[Iterable[tuple[str, float]]]) -> Postings:
    """Returns the postings of rows 0, 1 and so on, each given by its names and impacts."""
    numbers: dict[str, int] = {}
    of_entries: list[int] = []
    impacts: list[float] = []
    counts: list[int] = []
    for row in named:
        before = len(of_entries)
        for name, impact in row:
            of_entries.append(numbers.setdefault(name, len(numbers)))
            impacts.append(impact)
        counts.append(len(of_entries) - before)
    rows = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return _sorted(numbers, np.array(of_entries, np.int64), rows, np.array(impacts, np.float32))


def merged(parts: Sequence[Postings], places: Sequence[Rows]) -> Postings:
    """Returns the postings of all parts together.

    `places` has for each part the new row of each of its rows, -1 for a row to leave out.
    """
    numbers: dict[str, int] = {}
    entries, rows, impacts = [], [], []
    for part, place in zip(parts, places, strict=True):
        renumbered = np.array(
            [numbers.setdefault(name, len(numbers)) for name in part.numbers], np.int64
        )
        moved = place[part.rows]
        kept = moved >= 0
        entries.append(renumbered[part.numbers_of_entries()[kept]])
        rows.append(moved[kept])
        impacts.append(part.impacts[kept])
    return _sorted(numbers, np.concatenate(entries), np.concatenate(rows), np.concatenate(impacts))


def _sorted(
    numbers: Mapping[str, int], of_entries: NDArray[np.int64], rows: Rows, impacts: Impacts
) -> Postings:
    order = np.lexsort((rows, of_entries))
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(np.bincount(of_entries, minlength=len(numbers)), out=starts[1:])
    return Postings(numbers, starts, rows[order], impacts[order])
