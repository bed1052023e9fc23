"""Scoring: weights of the features, and the weighted sum with its parts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from gifter_domain.recommendations.ranking.values import Values

# The weights sum to 1, so a score lies in [0, 1]. They are tuned on real gift and product
# searches, except for occasion, recipient and tags, which those searches lack.
# `benchmarks/fit_weights.py` prints what each set would choose.
WEIGHTS: Mapping[str, float] = {
    "semantic": 0.20,
    "lexical": 0.19,
    "coverage": 0.08,
    "interest": 0.24,
    "purpose": 0.10,
    "occasion": 0.05,
    "recipient": 0.05,
    "tags": 0.06,
    "price": 0.02,
    "featured": 0.01,
}
# Weights added when a taste is known. All other weights are reduced in proportion, so the request
# itself still counts most. These are estimates: no judged searches with tastes exist.
TASTE_WEIGHTS: Mapping[str, float] = {"taste": 0.10, "likes": 0.20}
# The same for a model for titles. Tuned on the development halves of product searches.
TITLE_WEIGHTS: Mapping[str, float] = {"titles": 0.2}
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Contributions:
    """The part of each score from each feature: a column for each name, a row for a candidate."""

    names: tuple[str, ...]
    table: Values

    def totals(self) -> Values:
        """Returns the score of each candidate, in [0, 1]."""
        total = np.zeros(len(self.table))
        for column in self.table.T:  # one after the other, so that all machines round alike
            total += column
        return np.asarray(np.round(total, DIGITS), np.float64)

    def of(self, row: int) -> dict[str, float]:
        """Returns the parts of one score, without parts of 0."""
        parts = zip(self.names, self.table[row].tolist(), strict=True)
        return {name: part for name, part in parts if part}


def contributions(features: Mapping[str, Values], suits: Values) -> Contributions:
    """Returns the weighted features. `suits` is a factor in (0, 1] that scales all of a row."""
    weights = _weights(features)
    weighted = [weight * features[name] * suits for name, weight in weights.items()]
    table = np.round(np.stack(weighted, axis=1), DIGITS)
    return Contributions(tuple(weights), np.asarray(table, np.float64))


def _weights(features: Iterable[str]) -> Mapping[str, float]:
    """Returns the weights, with those of the features that only some queries have."""
    weights = WEIGHTS
    for added in (TITLE_WEIGHTS, TASTE_WEIGHTS):
        if added.keys() <= {*features}:
            left = 1 - sum(added.values())
            weights = {name: weight * left for name, weight in weights.items()} | dict(added)
    return weights
