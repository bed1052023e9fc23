"""Scoring: weights of the features, and the weighted sum with its parts."""

from collections.abc import Iterable, Mapping, Sequence

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


def contributions(features: Mapping[str, Values], suits: Values) -> list[dict[str, float]]:
    """Returns for each candidate the part of its score from each feature, without parts of 0.

    `suits` is a factor in (0, 1] for each candidate and scales all of its parts.
    """
    weights = _weights(features)
    names = list(weights)
    weighted = np.stack([weights[name] * features[name] * suits for name in names], axis=1)
    table = np.round(weighted, DIGITS)
    return [
        {name: float(part) for name, part in zip(names, row, strict=True) if part} for row in table
    ]


def _weights(features: Iterable[str]) -> Mapping[str, float]:
    """Returns the weights, with those of the features that only some queries have."""
    weights = WEIGHTS
    for added in (TITLE_WEIGHTS, TASTE_WEIGHTS):
        if added.keys() <= {*features}:
            left = 1 - sum(added.values())
            weights = {name: weight * left for name, weight in weights.items()} | dict(added)
    return weights


def score(parts: Mapping[str, float]) -> float:
    """Returns the sum of the contributions, in [0, 1]."""
    return round(sum(parts.values()), DIGITS)


def scores(all_parts: Sequence[Mapping[str, float]]) -> Values:
    return np.array([score(parts) for parts in all_parts], np.float64)
