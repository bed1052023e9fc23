"""Typical-gift fit: closeness in meaning to the typical gifts of a query's groups."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.interests import alike_interests, interests_labelled
from gifter_domain.recommendations.ranking.values import Values, floored, having_any, stretched
from gifter_domain.recommendations.typical_gifts import Group

# The number of the nearest typical gifts whose similarities are averaged.
NEAREST_GIFTS = {
    "interest": 3,
    "occasion": 5,
    "recipient": 5,
    "situation": 5,
    "young": 3,
    "stage": 3,
    "other": 3,
}
LIKE_GIFTS = (0.15, 0.4)  # cosines to typical gifts that are no match, and a full one
INTERESTS = frozenset({"interest"})
PURPOSES = frozenset({"occasion", "recipient", "situation", "young"})
# The least value for a product with a label that names the interest, or one that is like it.
_LABELLED, _LABELLED_ALIKE = 0.75, 0.4


def typical_fit(
    matrix: NDArray[np.float32], typical: Mapping[Group, Vectors], kinds: frozenset[str]
) -> Values:
    """Returns how close each candidate is to the typical gifts of the groups of these kinds.

    Each group is stretched by itself, and the groups are averaged.
    """
    near = [
        nearness(matrix, gifts, NEAREST_GIFTS[kind])
        for (kind, _), gifts in typical.items()
        if kind in kinds
    ]
    fits = [floored(stretched(one), float(one.max(initial=0.0)), LIKE_GIFTS) for one in near]
    return np.asarray(np.mean(fits, axis=0), np.float64) if fits else np.zeros(len(matrix))


def nearness(matrix: NDArray[np.float32], gifts: Vectors, nearest: int) -> Values:
    """Returns for each row the mean cosine to the `nearest` typical gifts that are closest."""
    if not len(gifts) or not len(matrix) or matrix.shape[1] != gifts.shape[1]:
        return np.zeros(len(matrix))
    cosines = np.sort(matrix @ gifts.T, axis=1)[:, -nearest:]
    return np.asarray(cosines.mean(axis=1), np.float64)


def interest_fit(query: GiftQuery, candidates: Sequence[Candidate], near: Values) -> Values:
    """Returns how well each product fits the interests, by its labels or by its meaning."""
    labelled = having_any(candidates, _labelled_interests, frozenset(query.interests))
    alike = having_any(candidates, hobbies_of_labels, alike_interests(query.interests))
    return np.maximum(near, np.maximum(_LABELLED * labelled, _LABELLED_ALIKE * alike))


def _labelled_interests(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    return interests_labelled((*product.gift_tags, *product.style_tags))


def hobbies_of_labels(product: ListedProduct, _traits: frozenset[str]) -> frozenset[str]:
    """Returns the interests of the people that labels name: "For the runner"."""
    return interests_labelled(tag for tag in product.gift_tags if tag.lower().startswith("for"))
