"""From features to a score: a weighted sum whose every part is kept."""

from collections.abc import Mapping, Sequence

import numpy as np

from gifter_domain.recommendations.features import Values

# They sum to 1, so a score lies in [0, 1]. Tuned on real gift and product searches, but for
# occasion, recipient and tags, which those lack: a label such as "For the baker" is a shopkeeper's
# word on who would love it, so it weighs like an occasion.
WEIGHTS: Mapping[str, float] = {
    "semantic": 0.31,
    "lexical": 0.31,
    "coverage": 0.07,
    "hints": 0.03,
    "occasion": 0.08,
    "recipient": 0.06,
    "tags": 0.10,
    "price": 0.02,
    "featured": 0.02,
}
# Of a score for a known taste, these are taken from all the others alike: what the request itself
# names still counts for most. Judgment: no judged searches come with tastes.
TASTE_WEIGHTS: Mapping[str, float] = {"taste": 0.10, "likes": 0.20}
DIGITS = 6


def contributions(features: Mapping[str, Values], suits: Values) -> list[dict[str, float]]:
    """For each candidate, what each feature adds to its score, without those that add nothing.

    `suits` scales all that a candidate has, in (0, 1].
    """
    weights = WEIGHTS if "likes" not in features else _with_taste()
    names = list(weights)
    weighted = np.stack([weights[name] * features[name] * suits for name in names], axis=1)
    table = np.round(weighted, DIGITS)
    return [
        {name: float(part) for name, part in zip(names, row, strict=True) if part} for row in table
    ]


def _with_taste() -> Mapping[str, float]:
    left = 1 - sum(TASTE_WEIGHTS.values())
    return {name: weight * left for name, weight in WEIGHTS.items()} | dict(TASTE_WEIGHTS)


def score(parts: Mapping[str, float]) -> float:
    """The sum of the contributions, in [0, 1]."""
    return round(sum(parts.values()), DIGITS)


def scores(all_parts: Sequence[Mapping[str, float]]) -> Values:
    return np.array([score(parts) for parts in all_parts], np.float64)
