"""Why a product is recommended, in words and badges that only state facts.

Every name, tag, word and amount in an explanation is the product's or the request's own, and
what it says of somebody's taste is in their profile and in the product.
"""

from collections.abc import Iterator

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import as_said, met
from gifter_domain.language.terms import OCCASIONS, tag_key
from gifter_domain.recommendations.features import meant_by
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.liking import answered
from gifter_domain.shared.money import Budget, Money, MoneyFormat
from gifter_domain.taste.vocabulary import Liking

_LINE = 160
ENGLISH = "en"  # the language of explanations, and so of the prices in them

# Labels of products that are worth a badge of their own.
_LABEL_BADGES = {
    "handmade": "handmade",
    "handcrafted": "handmade",
    "personalised": "personalised",
    "personalized": "personalised",
    "ecofriendly": "eco_friendly",
    "sustainable": "eco_friendly",
    "vegan": "vegan",
    "organic": "organic",
    "limitededition": "limited_edition",
}


def explanation(query: GiftQuery, product: ListedProduct, written: MoneyFormat) -> str:
    """What it is and whose, what of it meets the query, and what it costs beside the budget."""
    told = [f"{_what(product)}, by {product.brand.name}."]
    if reasons := [*_word_facts(query, product), *_tag_facts(query, product)][:3]:
        told.append(f"It {_listed(reasons)}.")
    if likings := _likings(query, product)[:3]:
        told.append(f"Fits: {_listed([liking.said for liking in likings])}.")
    told += _price_facts(query, product, written)
    if not product.in_stock:
        told.append("Out of stock at the moment.")
    return " ".join(told)


def _what(product: ListedProduct) -> str:
    """The product in a line: its short description where that is one, else its name."""
    described = (product.short_description or "").strip().rstrip(" .!?")
    one_line = 0 < len(described) <= _LINE and "\n" not in described
    return described if one_line else product.title


def badges(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    """Short codes of facts about the product, each at most once."""
    known = {
        "under_budget": _is_under_budget(query.budget, product),
        "occasion_match": bool(_occasion_tags(query, product)),
        "recipient_match": bool(_recipient_tags(query, product)),
        "taste_match": bool(_likings(query, product)),
        "featured": product.is_featured,
        "out_of_stock": not product.in_stock,
    }
    labels = (_LABEL_BADGES.get(tag_key(tag)) for tag in (*product.style_tags, *product.gift_tags))
    return tuple(
        dict.fromkeys([*(b for b, holds in known.items() if holds), *filter(None, labels)])
    )


def _likings(query: GiftQuery, product: ListedProduct) -> tuple[Liking, ...]:
    return answered(query.taste, product) if query.taste else ()


def _is_under_budget(budget: Budget | None, product: ListedProduct) -> bool:
    if budget is None or budget.max_minor is None or product.price is None:
        return False
    return budget.allows(product.price)


def _word_facts(query: GiftQuery, product: ListedProduct) -> Iterator[str]:
    """Where the product has the query's words; each word is told of once, at its best place."""
    left = query.words
    for place, texts in _places(product):
        found = {word: text for text in reversed(texts) for word in met(left, text)}
        if found:
            whole = place == _LABELLED
            said = [text if whole else as_said(word, text) for word, text in found.items()]
            yield place.format(_listed([f"“{_spoken(text)}”" for text in dict.fromkeys(said)]))
        left = tuple(word for word in left if word not in found)


_LABELLED = "is labelled {}"


def _places(product: ListedProduct) -> Iterator[tuple[str, tuple[str, ...]]]:
    category = product.category or ""
    spoken = category if " " in category else category.replace("-", " ")  # "coffee-and-tea"
    yield _LABELLED, (*product.gift_tags, *product.style_tags, spoken)
    yield "has {} in its name", (product.title,)
    texts = (product.short_description, product.description, product.specs)
    yield "mentions {} in its description", tuple(text for text in texts if text)


def _tag_facts(query: GiftQuery, product: ListedProduct) -> Iterator[str]:
    if occasions := _occasion_tags(query, product):
        occasion = _spoken(occasions[0])
        yield f"is marked as {'an' if occasion[0] in 'aeiouAEIOU' else 'a'} {occasion} gift"
    if recipients := _recipient_tags(query, product):
        yield f"is tagged “{_spoken(recipients[0])}”"


def _price_facts(query: GiftQuery, product: ListedProduct, written: MoneyFormat) -> Iterator[str]:
    if product.price is None:
        return
    budget, price = query.budget, written(product.price)
    if budget is None or not budget.allows(product.price):
        yield f"It costs {price}."
    elif query.is_comfort:
        yield f"{price} is within the price that the taste profile names."
    elif budget.max_minor is not None and budget.min_minor is None:
        most = Money(budget.max_minor, budget.currency)
        yield f"{price} is within your {written(most)}."
    else:
        yield f"{price} is within your budget."


def _occasion_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    if query.occasion is None:
        return ()
    return meant_by(OCCASIONS[query.occasion].tag_keys, product.occasion_fit)


def _recipient_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    return tuple(tag for term in query.people for tag in meant_by(term.tag_keys, product.gift_tags))


def _spoken(tag: str) -> str:
    return tag.replace("_", " ")


def _listed(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
