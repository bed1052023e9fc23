"""Postings: for each name the rows that have it, in one array (compressed sparse rows)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

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


class _Numbers(dict[str, int]):
    """Numbers names in the order in which they are asked for."""

    def __missing__(self, name: str) -> int:
        self[name] = number = len(self)
        return number


def postings(rows: Iterable[tuple[Sequence[str], Iterable[float]]]) -> Postings:
    """Returns the postings of rows 0, 1 and so on, each given by its names and impacts."""
    numbers = _Numbers()
    of_entries: list[int] = []
    impacts: list[float] = []
    counts: list[int] = []
    for names, of_names in rows:
        of_entries.extend(map(numbers.__getitem__, names))
        impacts.extend(of_names)
        counts.append(len(names))
    flat = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    entries = np.array(of_entries, np.int64)
    return _sorted(dict(numbers), entries, flat, np.array(impacts, np.float32))


def marked(rows: Iterable[Sequence[str]]) -> Postings:
    """Returns the postings of names that a row has or has not."""
    return postings((names, repeat(1.0, len(names))) for names in rows)


def merged(parts: Sequence[Postings], places: Sequence[Rows]) -> Postings:
    """Returns the postings of all parts together.

    `places` has for each part the new row of each of its rows, -1 for a row to leave out.
    """
    numbers = _Numbers()
    entries, rows, impacts = [], [], []
    for part, place in zip(parts, places, strict=True):
        renumbered = np.array([numbers[name] for name in part.numbers], np.int64)
        moved = place[part.rows]
        kept = moved >= 0
        entries.append(renumbered[part.numbers_of_entries()[kept]])
        rows.append(moved[kept])
        impacts.append(part.impacts[kept])
    return _sorted(
        dict(numbers), np.concatenate(entries), np.concatenate(rows), np.concatenate(impacts)
    )


def _sorted(
    numbers: Mapping[str, int], of_entries: NDArray[np.int64], rows: Rows, impacts: Impacts
) -> Postings:
    order = np.lexsort((rows, of_entries))
    starts = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum(np.bincount(of_entries, minlength=len(numbers)), out=starts[1:])
    return Postings(numbers, starts, rows[order], impacts[order])
