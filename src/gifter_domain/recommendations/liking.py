"""Matches a product with a taste: the likes that it meets and the dislikes that it hits."""

from collections.abc import Mapping

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.vocabulary import Liking

# A disliked product keeps this share of its score: it ranks lower, but is not excluded.
UNWELCOME = 0.5
# A product that matches two loved things fits fully. A match of style, value, colour or leaning
# counts half.
_ENOUGH, _HALF = 2.0, 0.5
_THINGS = ("interest.", "word.")


def answered(facets: Facets, product: ListedProduct) -> tuple[Liking, ...]:
    """Returns the likes found in title and labels: interests and own words first, then styles."""
    found = _named(facets.likings, product)
    things = [value for value in found if value.startswith(_THINGS)]
    return tuple(facets.likings[value] for value in dict.fromkeys([*things, *found]))


def fits_taste(facets: Facets, product: ListedProduct) -> float:
    """Returns how well the product matches the likes, in [0, 1]."""
    found = _named(facets.likings, product)
    worth = sum(1.0 if value.startswith(_THINGS) else _HALF for value in found)
    return min(1.0, worth / _ENOUGH)


def welcome(facets: Facets, product: ListedProduct) -> float:
    """Returns the factor for the product's score.

    It is `UNWELCOME` if the product matches a dislike and neither an interest nor a word that the
    person loves. Otherwise it is 1.
    """
    against = _named(facets.against, product)
    loved = any(v.startswith(_THINGS) for v in _named(facets.likings, product)) if against else True
    return 1.0 if loved else UNWELCOME


def _named(likings: Mapping[str, Liking], product: ListedProduct) -> list[str]:
    """Returns the values that match the product: one of its texts has all words of a keyword.

    Styles are searched in the labels, everything else in the title too.
    """
    labels = [*product.gift_tags, *product.style_tags, *_category(product)]
    tagged = [roots(label) for label in labels]
    titled = [*tagged, roots(product.title)]
    return [
        value
        for value, liking in likings.items()
        for texts in [tagged if value.startswith("style.") else titled]
        if any(wanted <= text for word in liking.words if (wanted := roots(word)) for text in texts)
    ]


def _category(product: ListedProduct) -> list[str]:
    """Returns the category, unless it names two things: the product may be only one of them."""
    category = (product.category or "").replace("-", " ")
    return [] if " and " in f" {category} " else [category]
