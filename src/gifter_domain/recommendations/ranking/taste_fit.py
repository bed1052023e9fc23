"""Matches a product with a taste: the likes that it meets and the dislikes that it hits."""

from collections.abc import Mapping

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.vocabulary import Trait

# A disliked product keeps this share of its score: it ranks lower, but is not excluded.
DISLIKE_FACTOR = 0.5
# A product that matches two loved things fits fully. A match of style, value, colour or leaning
# counts half.
_FULL_WORTH, _MINOR_WORTH = 2.0, 0.5
_MAJOR = ("interest.", "word.")


def matched_likes(facets: Facets, product: ListedProduct) -> tuple[Trait, ...]:
    """Returns the likes found in title and labels: interests and own words first, then styles."""
    found = _matching_values(facets.likes, product)
    things = [value for value in found if value.startswith(_MAJOR)]
    return tuple(facets.likes[value] for value in dict.fromkeys([*things, *found]))


def likes_fit(facets: Facets, product: ListedProduct) -> float:
    """Returns how well the product matches the likes, in [0, 1]."""
    found = _matching_values(facets.likes, product)
    worth = sum(1.0 if value.startswith(_MAJOR) else _MINOR_WORTH for value in found)
    return min(1.0, worth / _FULL_WORTH)


def dislike_factor(facets: Facets, product: ListedProduct) -> float:
    """Returns the factor for the product's score.

    It is `DISLIKE_FACTOR` if the product matches a dislike and neither an interest nor a word that
    the person loves. Otherwise it is 1.
    """
    against = _matching_values(facets.penalties, product)
    loved = (
        any(v.startswith(_MAJOR) for v in _matching_values(facets.likes, product))
        if against
        else True
    )
    return 1.0 if loved else DISLIKE_FACTOR


def _matching_values(likes: Mapping[str, Trait], product: ListedProduct) -> list[str]:
    """Returns the values that match the product: one of its texts has all words of a keyword.

    Styles are searched in the labels, everything else in the title too.
    """
    labels = [*product.gift_tags, *product.style_tags, *_category(product)]
    tagged = [roots(label) for label in labels]
    titled = [*tagged, roots(product.title)]
    return [
        value
        for value, trait in likes.items()
        for texts in [tagged if value.startswith("style.") else titled]
        if any(
            wanted <= text for word in trait.keywords if (wanted := roots(word)) for text in texts
        )
    ]


def _category(product: ListedProduct) -> list[str]:
    """Returns the category, unless it names two things: the product may be only one of them."""
    category = (product.category or "").replace("-", " ")
    return [] if " and " in f" {category} " else [category]
