"""Maximal marginal relevance (Carbonell and Goldstein 1998)."""

import numpy as np
from numpy.typing import NDArray

from gifter_domain.recommendations.ranking.values import Values


class MaximalMarginalRelevance:
    """Values a candidate by its relevance, less its greatest cosine to a selected one.

    A value is `balance * relevance - (1 - balance) * cosine`.
    """

    def __init__(self, relevance: Values, vectors: NDArray[np.float32], balance: float) -> None:
        self._relevance = balance * relevance
        self._vectors = vectors
        self._weight = 1 - balance
        self._nearest = np.zeros(len(relevance))

    def values(self) -> Values:
        return self._relevance - self._weight * self._nearest

    def select(self, at: int) -> None:
        self._nearest = np.maximum(self._nearest, self._vectors @ self._vectors[at])
