"""Audience: compares the people that a product is labelled for with the people of a query."""

from collections.abc import Iterator, Sequence

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.features import Values
from gifter_domain.recommendations.ranking.taste_fit import dislike_factor

# A product for another audience keeps this share of its score: a toy for a cat is seldom a gift
# for a colleague, however well its name fits the query. The factor is low enough that a product
# whose words fit half as well ranks above it.
OTHER_AUDIENCE_FACTOR = 0.7
# Label words for pets and for children: such products suit only people who have one.
_AUDIENCES = (
    roots("pet dog puppy cat kitten horse pony rabbit hamster"),
    roots("young child children kid toddler baby infant boy girl teen teenager grandchildren"),
)


def suitability(query: GiftQuery, products: Sequence[ListedProduct]) -> Values:
    """Returns a factor in (0, 1] for each product, 1 if it suits the query's people and taste.

    It is `OTHER_AUDIENCE_FACTOR` if all labels of the product are for pets or children that the
    query does not mention. The query's words, its hints and its taste can mention them. A query
    without a recipient suits every product. Products that the taste dislikes get a lower factor
    too.
    """
    taste = query.taste
    mentioned = roots(" ".join((*query.words, query.hints, taste.query if taste else "")))
    others = [words for words in _AUDIENCES if query.people and words.isdisjoint(mentioned)]
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
