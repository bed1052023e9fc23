"""What of a taste a product answers, and what of it speaks against the product."""

from collections.abc import Mapping

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import roots
from gifter_domain.taste.facets import Facets
from gifter_domain.taste.vocabulary import Liking

# What is disliked leaves a gift so much of its score: others go first, but it is not forbidden.
UNWELCOME = 0.5
# Two things loved in one product are as much as can be asked; what it is like counts half.
_ENOUGH, _HALF = 2.0, 0.5
_THINGS = ("interest.", "word.")


def answered(facets: Facets, product: ListedProduct) -> tuple[Liking, ...]:
    """What is liked that the product's title and labels have, things before what it is like."""
    found = _named(facets.likings, product)
    things = [value for value in found if value.startswith(_THINGS)]
    return tuple(facets.likings[value] for value in dict.fromkeys([*things, *found]))


def fits_taste(facets: Facets, product: ListedProduct) -> float:
    """How much of what is liked the product has, in [0, 1]."""
    found = _named(facets.likings, product)
    worth = sum(1.0 if value.startswith(_THINGS) else _HALF for value in found)
    return min(1.0, worth / _ENOUGH)


def welcome(facets: Facets, product: ListedProduct) -> float:
    """1, or less if the product is of a kind that is disliked and has nothing that is loved."""
    against = _named(facets.against, product)
    loved = any(v.startswith(_THINGS) for v in _named(facets.likings, product)) if against else True
    return 1.0 if loved else UNWELCOME


def _named(likings: Mapping[str, Liking], product: ListedProduct) -> list[str]:
    """The values of which one of the texts has a word, or all words of a phrase."""
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
    """The category, unless it names two things: nothing says which of them the product is."""
    category = (product.category or "").replace("-", " ")
    return [] if " and " in f" {category} " else [category]
