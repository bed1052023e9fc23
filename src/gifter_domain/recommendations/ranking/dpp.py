"""Determinantal point process: greedy search for the most probable list (Chen et al. 2018)."""

import numpy as np
from numpy.typing import NDArray

from gifter_domain.recommendations.ranking.values import Values

_LEAST = 1e-6  # what is left of a duplicate; its logarithm must stay finite


class DeterminantalPointProcess:
    """Values a candidate by its relevance and by its part that no selected one has.

    A value is `balance * relevance + (1 - balance) * log(part)`, which is the growth of the list's
    log-probability. The part is the squared length that is left of the candidate's vector when its
    projections on the selected ones are taken off, found by a Cholesky row for each selection.
    """

    def __init__(self, relevance: Values, vectors: NDArray[np.float32], balance: float) -> None:
        self._relevance = balance * relevance
        self._vectors = vectors.astype(np.float64)
        self._weight = 1 - balance
        self._left = np.ones(len(relevance))
        self._rows = np.zeros((0, len(relevance)))

    def values(self) -> Values:
        return self._relevance + self._weight * np.log(np.maximum(self._left, _LEAST))

    def select(self, at: int) -> None:
        cosines = self._vectors @ self._vectors[at]
        cosines[at] = 1.0  # also for a zero row, which is like nothing but itself
        row = cosines - self._rows[:, at] @ self._rows
        row /= np.sqrt(max(self._left[at], _LEAST))
        self._rows = np.vstack([self._rows, row])
        self._left = np.maximum(self._left - row**2, 0.0)
