"""Found and missed: precision, recall and F1 of sets, summed over items."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from typing import TypeVar

import numpy as np

from gifter_domain.evaluation.intervals import Draw, Estimate, Rows, estimate

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of one item: said rightly, said wrongly, missed, and labelled ones that are found.

    `right` and `found` differ where several said words match one labelled word.
    """

    right: int
    wrong: int
    missed: int
    found: int


def compared(labelled: AbstractSet[_T], said: AbstractSet[_T]) -> Counts:
    """Returns the counts of sets whose members are compared by equality."""
    right = len(labelled & said)
    return Counts(right, len(said - labelled), len(labelled - said), right)


def yes_compared(labelled: bool, said: bool) -> Counts:
    """Returns the counts of a yes or no."""
    return compared({True} if labelled else set(), {True} if said else set())


@dataclass(frozen=True, slots=True)
class FoundScore:
    """Micro-averaged precision, recall and F1, each None if nothing is said or labelled."""

    precision: float | None
    recall: float | None
    f1: Estimate | None
    right: int
    wrong: int
    missed: int


def found_score(counts: Iterable[Counts], draw: Draw) -> FoundScore:
    """Returns the score of all items together."""
    rows = np.array([astuple(one) for one in counts], np.float64).reshape(-1, 4)
    right, wrong, missed, found = rows.sum(axis=0)
    return FoundScore(
        precision=float(right / (right + wrong)) if right + wrong else None,
        recall=float(found / (found + missed)) if found + missed else None,
        f1=estimate(rows, _f1, draw),
        right=int(right),
        wrong=int(wrong),
        missed=int(missed),
    )


def _f1(rows: Rows) -> Rows:
    sums = rows.sum(axis=-2)
    right, wrong, missed, found = (sums[..., at] for at in range(4))
    precision, recall = _share(right, right + wrong), _share(found, found + missed)
    product = np.nan_to_num(precision * recall)
    both = _share(2 * product, np.nan_to_num(precision) + np.nan_to_num(recall))
    undefined = np.isnan(precision) & np.isnan(recall)
    return np.where(undefined, np.nan, np.nan_to_num(both))


def _share(part: Rows, whole: Rows) -> Rows:
    shares: Rows = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return shares
