"""The quality of one ordered list of products with graded judgments."""

from collections.abc import Mapping, Sequence

import numpy as np

from gifter_domain.ai.embedding import Vectors

AT = 10
RECALL_AT = 50

# Grades from 0 to 3 by item; an item without a grade counts as 0.
Grades = Mapping[str, int]


def ndcg(ids: Sequence[str], grades: Grades) -> float | None:
    """Returns NDCG@10 after Järvelin and Kekäläinen, with gain 2^grade - 1.

    None if no item is relevant.
    """
    best = _dcg(sorted(grades.values(), reverse=True))
    return _dcg([grades.get(item, 0) for item in ids]) / best if best else None


def _dcg(grades: Sequence[int]) -> float:
    gains = 2.0 ** np.array(grades[:AT], np.float64) - 1
    return float((gains / np.log2(np.arange(len(gains)) + 2)).sum())


def reciprocal_rank(ids: Sequence[str], grades: Grades) -> float | None:
    """Returns 1 / rank of the first relevant item in the first ten, 0 without one.

    None if no item is relevant.
    """
    if not any(grades.values()):
        return None
    ranks = (rank for rank, item in enumerate(ids[:AT], start=1) if grades.get(item))
    return 1 / next(ranks, float("inf"))


def recall(ids: Sequence[str], grades: Grades) -> float | None:
    """Returns the share of the relevant items that the list has; None if no item is relevant."""
    relevant = {item for item, grade in grades.items() if grade}
    return len(relevant & set(ids)) / len(relevant) if relevant else None


def variety(vectors: Vectors) -> float | None:
    """Returns the mean cosine distance of all pairs of unit rows; None for less than two rows."""
    count = len(vectors)
    if count < 2:
        return None
    similarities = vectors @ vectors.T
    pairs = count * (count - 1)
    return float(1 - (similarities.sum() - np.trace(similarities)) / pairs)
