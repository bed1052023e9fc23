"""Whom a product is meant for by its labels and its kind, against whom a query is for."""

from collections.abc import Iterator, Sequence

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.recommendations.features import Values
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.liking import welcome

# A toy for a cat is seldom a gift for a colleague, however well its name fits the query. Enough
# that what fits half as well by words goes first.
FOR_SOMEBODY_ELSE = 0.7
# Words of labels that are for no grown person but one who has such a pet or child.
_AUDIENCES = (
    roots("pet dog puppy cat kitten horse pony rabbit hamster"),
    roots("young child children kid toddler baby infant boy girl teen teenager grandchildren"),
)


def suitability(query: GiftQuery, products: Sequence[ListedProduct]) -> Values:
    """For each product 1, or less if all it is labelled for are pets or children not spoken of.

    A query for nobody in particular is for anybody; a word or hint of its own, or a taste, speaks
    of an audience. Less too for what the taste dislikes.
    """
    taste = query.taste
    asked = roots(" ".join((*query.words, query.hints, taste.query if taste else "")))
    others = [words for words in _AUDIENCES if query.people and words.isdisjoint(asked)]
    elsewhere = [_is_only_for(others, product) for product in products]
    suits = np.where(np.array(elsewhere, bool), FOR_SOMEBODY_ELSE, 1.0)
    if taste is None:
        return suits
    return suits * np.array([welcome(taste, product) for product in products], np.float64)


def _is_only_for(audiences: Sequence[frozenset[str]], product: ListedProduct) -> bool:
    labels = list(_labels(product)) if audiences else []
    return bool(labels) and all(any(label & words for words in audiences) for label in labels)


def _labels(product: ListedProduct) -> Iterator[frozenset[str]]:
    """The words of each label that says for whom it is, or of its category if none does."""
    meant = [tag for tag in product.gift_tags if tag.lower().startswith("for")]
    return map(roots, meant or filter(None, [product.category]))
