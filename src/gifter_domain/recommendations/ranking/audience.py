"""Audience: compares the people that a product is labelled for with the people of a query."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from gifter_domain.ai.embedding import Vectors
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.age_fit import age_factors
from gifter_domain.recommendations.ranking.taste_fit import dislike_factor
from gifter_domain.recommendations.ranking.unwanted import wanted_factors
from gifter_domain.recommendations.ranking.values import Values
from gifter_domain.recommendations.typical_gifts import Group

# A product for another audience keeps this share of its score: a toy for a cat is seldom a gift
# for a colleague, however well its name fits the query.
OTHER_AUDIENCE_FACTOR = 0.2
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
    return for_audience(query, candidates) * by_age * wanted_factors(query, candidates)


def for_audience(query: GiftQuery, candidates: Sequence[Candidate]) -> Values:
    """Returns a factor in (0, 1] for each product, 1 if its labels suit the people and the taste.

    It is `OTHER_AUDIENCE_FACTOR` if all labels of the product are for pets or children that the
    query does not mention. The query's words, its hints and its taste can mention them. Products
    that the taste dislikes get a lower factor too. A query without a person and an interest suits
    every product.
    """
    suits = np.where(_are_for_others(query, candidates), OTHER_AUDIENCE_FACTOR, 1.0)
    if (taste := query.taste) is None:
        return suits
    disliked = [dislike_factor(taste, candidate.product) for candidate in candidates]
    return suits * np.array(disliked, np.float64)


def _are_for_others(query: GiftQuery, candidates: Sequence[Candidate]) -> NDArray[np.bool_]:
    if not query.people and not query.interests:
        return np.zeros(len(candidates), bool)
    mentioned = roots(
        " ".join((*query.words, query.hints, query.taste.query if query.taste else ""))
    )
    others = {at for at, words in enumerate(_AUDIENCES) if words.isdisjoint(mentioned)}
    labels = [candidate.fact(_audiences_of_labels) for candidate in candidates]
    return np.array([bool(each) and not any(map(others.isdisjoint, each)) for each in labels], bool)


def _audiences_of_labels(
    product: ListedProduct, _traits: frozenset[str]
) -> tuple[tuple[int, ...], ...]:
    """Returns the numbers of the audiences of each label that begins with "for".

    Without one, those of the category.
    """
    labels = [tag for tag in product.gift_tags if tag.lower().startswith("for")]
    return tuple(
        tuple(at for at, words in enumerate(_AUDIENCES) if words & roots(label))
        for label in labels or filter(None, [product.category])
    )
