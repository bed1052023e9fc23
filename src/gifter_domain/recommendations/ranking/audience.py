"""Audience: compares the people that a product is labelled for with the people of a query."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.age_fit import age_factors
from gifter_domain.recommendations.ranking.taste_fit import dislike_factor
from gifter_domain.recommendations.ranking.unwanted import wanted_factor
from gifter_domain.recommendations.ranking.values import Values
from gifter_domain.recommendations.typical_gifts import Group

# A product for another audience keeps this share of its score: a toy for a cat is seldom a gift
# for a colleague, however well its name fits the query.
OTHER_AUDIENCE_FACTOR = 0.4
# Label words for pets and for children: such products suit only people who have one.
_AUDIENCES = (
    roots("pet dog puppy cat kitten horse pony rabbit hamster"),
    roots(
        "young child children kid toddler baby infant boy girl teen teenager grandchildren parents"
    ),
)


def suitability(
    query: GiftQuery,
    candidates: Sequence[Candidate],
    matrix: NDArray[np.float32],
    typical: Mapping[Group, Vectors],
) -> Values:
    """Returns a factor in (0, 1] for each candidate: 1 if it suits the people, ages and taste."""
    by_age = age_factors(query, candidates, matrix, typical)
    by_wish = [wanted_factor(query, candidate) for candidate in candidates]
    products = [candidate.product for candidate in candidates]
    return for_audience(query, products) * by_age * np.array(by_wish, np.float64)


def for_audience(query: GiftQuery, products: Sequence[ListedProduct]) -> Values:
    """Returns a factor in (0, 1] for each product, 1 if its labels suit the people and the taste.

    It is `OTHER_AUDIENCE_FACTOR` if all labels of the product are for pets or children that the
    query does not mention. The query's words, its hints and its taste can mention them. Products
    that the taste dislikes get a lower factor too. A query without a person and an interest suits
    every product.
    """
    taste = query.taste
    mentioned = roots(" ".join((*query.words, query.hints, taste.query if taste else "")))
    is_for_somebody = query.people or query.interests
    others = [w for w in _AUDIENCES if is_for_somebody and w.isdisjoint(mentioned)]
    for_others = [_is_only_for(others, product) for product in products]
    suits = np.where(np.array(for_others, bool), OTHER_AUDIENCE_FACTOR, 1.0)
    if taste is None:
        return suits
    return suits * np.array([dislike_factor(taste, product) for product in products], np.float64)


def _is_only_for(audiences: Sequence[frozenset[str]], product: ListedProduct) -> bool:
    labels = list(_labels(product)) if audiences else []
    return bool(labels) and all(any(label & words for words in audiences) for label in labels)


def _labels(product: ListedProduct) -> Iterator[frozenset[str]]:
    """Returns the words of each label that begins with "for", or of the category without one."""
    labels = [tag for tag in product.gift_tags if tag.lower().startswith("for")]
    return map(roots, labels or filter(None, [product.category]))
