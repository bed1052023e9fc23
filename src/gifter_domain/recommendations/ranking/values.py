"""Values of features: one number in [0, 1] for each candidate, and the scales that give them."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import Candidate, Vector

Values = NDArray[np.float64]

STRETCH_OVER = 200  # scores are stretched over this many of the best; lower ones get 0


def each(products: Sequence[ListedProduct], value: Callable[[ListedProduct], float]) -> Values:
    return np.fromiter((value(product) for product in products), np.float64, len(products))


def having_any(
    candidates: Sequence[Candidate],
    names: Callable[[ListedProduct, frozenset[str]], frozenset[str]],
    wanted: frozenset[str],
) -> Values:
    """Returns 1 for each candidate of which the fact `names` has a wanted name, otherwise 0."""
    if not wanted:
        return np.zeros(len(candidates))
    has = [not wanted.isdisjoint(candidate.fact(names)) for candidate in candidates]
    return np.array(has, np.float64)


def stretched(scores: Values) -> Values:
    """Scales positive scores so that the best is 1 and the `STRETCH_OVER`th best is 0 (min-max).

    With fewer scores, 0 is at most half of the best, so that the last of two does not get 0.
    Scores of 0 and below get 0. If all positive scores are equal, they get 1.
    """
    positive = scores[scores > 0]
    if not len(positive):
        return np.zeros_like(scores)
    best = np.sort(positive)[::-1][:STRETCH_OVER]
    high, low = best[0], best[-1]
    if len(best) < STRETCH_OVER:
        low = min(low, high / 2)
    if high == low:
        return (scores > 0).astype(np.float64)
    return np.asarray(np.clip((scores - low) / (high - low), 0.0, 1.0), np.float64)


def floored(values: Values, best: float, floor: tuple[float, float]) -> Values:
    """Scales values down if the best match is weak, so that the best of nothing is not 1.

    `best` is an absolute match: nothing is left at the first number of `floor`, all from the
    second on.
    """
    return values * between(np.float64(best), *floor)


def between(values: Values | np.float64, low: float, full: float) -> Values:
    """Scales absolute values: 0 up to `low`, and 1 from `full` on."""
    return np.asarray(np.clip((values - low) / (full - low), 0.0, 1.0), np.float64)


def matrix_of(candidates: Sequence[Candidate], like: Vector | None) -> NDArray[np.float32]:
    """Returns the candidates' vectors as rows of a matrix.

    A candidate without a vector of the size of `like` gets a zero row.
    """
    dims = 1 if like is None else len(like)
    none = np.zeros(dims, np.float32)
    rows = [
        none if each.vector is None or len(each.vector) != dims else each.vector
        for each in candidates
    ]
    return np.array(rows, np.float32).reshape(len(rows), dims)


def cosines(matrix: NDArray[np.float32], query: Vector | None) -> Values:
    if query is None or not len(matrix) or matrix.shape[1] != len(query):
        return np.zeros(len(matrix))
    length = float(np.linalg.norm(query))
    if not length:
        return np.zeros(len(matrix))
    return np.asarray(matrix @ query / length, np.float64)
