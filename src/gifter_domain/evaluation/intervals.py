"""Estimates: a measure over a sample of items, with its 95 % bootstrap interval."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]
# Takes rows of numbers in the last two axes (items, columns) and returns a measure of each sample,
# NaN where it is not defined.
Measure = Callable[[Rows], Rows]
# Returns for a number of items the indices of drawn samples: an item of each row is drawn with
# replacement. The same number must give the same samples, so that two measures can be compared.
Draw = Callable[[int], NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value; the measure of 95 % of the drawn samples lies from `low` to `high`."""

    value: float
    low: float
    high: float


def estimate(rows: Rows, measure: Measure, draw: Draw) -> Estimate | None:
    """Returns the measure of the items with its interval, or None if it is not defined.

    The interval is the percentile bootstrap over whole items.
    """
    if not len(rows):
        return None
    value = float(measure(rows))
    drawn = np.sort(measure(rows[draw(len(rows))]))
    known = drawn[~np.isnan(drawn)]
    if np.isnan(value) or not len(known):
        return None
    low, high = known[int(0.025 * len(known))], known[min(len(known) - 1, int(0.975 * len(known)))]
    return Estimate(value, float(low), float(high))


def mean(rows: Rows) -> Rows:
    """Measures the mean of the first column, ignoring items where it is NaN."""
    values = rows[..., 0]
    known = ~np.isnan(values)
    counts = known.sum(axis=-1)
    totals = np.where(known, values, 0.0).sum(axis=-1)
    empty = np.full(np.shape(counts), np.nan)
    means: Rows = np.divide(totals, counts, out=empty, where=counts > 0)
    return means


def ratio(rows: Rows) -> Rows:
    """Measures the sum of the first column divided by the sum of the second."""
    parts, wholes = rows[..., 0].sum(axis=-1), rows[..., 1].sum(axis=-1)
    empty = np.full(np.shape(wholes), np.nan)
    shares: Rows = np.divide(parts, wholes, out=empty, where=wholes > 0)
    return shares


def percentile(share: float) -> Measure:
    """Returns the measure of a percentile of the first column; a share of 0.5 is the median."""
    return lambda rows: np.asarray(np.quantile(rows[..., 0], share, axis=-1))


def column(values: object) -> Rows:
    """Returns numbers as rows of one column; None becomes NaN."""
    return np.array(values, np.float64).reshape(-1, 1)
