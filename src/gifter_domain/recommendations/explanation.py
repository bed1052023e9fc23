"""Explanations and badges: the facts for which a product is recommended.

Every name, tag, word and amount in an explanation comes from the product or the request. Every
like in it is in both the taste profile and the product.
"""

from collections.abc import Iterator

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import as_written, matching_words
from gifter_domain.language.terms import OCCASIONS, tag_key
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.features import matching_tags
from gifter_domain.recommendations.ranking.taste_fit import matched_likes
from gifter_domain.shared.money import Budget, Money, MoneyFormat
from gifter_domain.taste.vocabulary import Trait

_LINE = 160
ENGLISH = "en"  # the language of explanations, and so of the prices in them

# Product labels that become a badge.
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


def explanation(query: GiftQuery, product: ListedProduct, format_money: MoneyFormat) -> str:
    """Returns sentences about the product, its matches with the query and taste, and its price."""
    sentences = [f"{_summary(product)}, by {product.brand.name}."]
    if reasons := [*_word_facts(query, product), *_tag_facts(query, product)][:3]:
        sentences.append(f"It {_joined(reasons)}.")
    if likes := _matched_likes(query, product)[:3]:
        sentences.append(f"Fits: {_joined([trait.phrase for trait in likes])}.")
    sentences += _price_facts(query, product, format_money)
    if not product.in_stock:
        sentences.append("Out of stock at the moment.")
    return " ".join(sentences)


def _summary(product: ListedProduct) -> str:
    """Returns the short description if it is one short line, otherwise the title."""
    described = (product.short_description or "").strip().rstrip(" .!?")
    one_line = 0 < len(described) <= _LINE and "\n" not in described
    return described if one_line else product.title


def badges(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    """Returns the codes of facts about the product, each at most once."""
    known = {
        "under_budget": _is_under_budget(query.budget_for(product.price), product),
        "occasion_match": bool(_occasion_tags(query, product)),
        "recipient_match": bool(_recipient_tags(query, product)),
        "taste_match": bool(_matched_likes(query, product)),
        "featured": product.is_featured,
        "out_of_stock": not product.in_stock,
    }
    labels = (_LABEL_BADGES.get(tag_key(tag)) for tag in (*product.style_tags, *product.gift_tags))
    return tuple(
        dict.fromkeys(
            [*(badge for badge, applies in known.items() if applies), *filter(None, labels)]
        )
    )


def _matched_likes(query: GiftQuery, product: ListedProduct) -> tuple[Trait, ...]:
    return matched_likes(query.taste, product) if query.taste else ()


def _is_under_budget(budget: Budget | None, product: ListedProduct) -> bool:
    if budget is None or budget.max_minor is None or product.price is None:
        return False
    return budget.allows(product.price)


def _word_facts(query: GiftQuery, product: ListedProduct) -> Iterator[str]:
    """Yields the places that have words of the query. Each word is named once, at the first place.

    The order of places is labels, title, descriptions.
    """
    left = query.words
    for place, texts in _places(product):
        found = {word: text for text in reversed(texts) for word in matching_words(left, text)}
        if found:
            whole = place == _LABELLED
            quotes = [text if whole else as_written(word, text) for word, text in found.items()]
            yield place.format(_joined([f"“{_as_words(text)}”" for text in dict.fromkeys(quotes)]))
        left = tuple(word for word in left if word not in found)


_LABELLED = "is labelled {}"


def _places(product: ListedProduct) -> Iterator[tuple[str, tuple[str, ...]]]:
    category = product.category or ""
    category_words = category if " " in category else category.replace("-", " ")  # "coffee-and-tea"
    yield _LABELLED, (*product.gift_tags, *product.style_tags, category_words)
    yield "has {} in its name", (product.title,)
    texts = (product.short_description, product.description, product.specs)
    yield "mentions {} in its description", tuple(text for text in texts if text)


def _tag_facts(query: GiftQuery, product: ListedProduct) -> Iterator[str]:
    if occasions := _occasion_tags(query, product):
        occasion = _as_words(occasions[0])
        yield f"is marked as {'an' if occasion[0] in 'aeiouAEIOU' else 'a'} {occasion} gift"
    if recipients := _recipient_tags(query, product):
        yield f"is tagged “{_as_words(recipients[0])}”"


def _price_facts(
    query: GiftQuery, product: ListedProduct, format_money: MoneyFormat
) -> Iterator[str]:
    if product.price is None:
        return
    budget, price = query.budget_for(product.price), format_money(product.price)
    if budget is None or not budget.allows(product.price):
        yield f"It costs {price}."
    elif query.is_comfort:
        yield f"{price} is within the price that the taste profile names."
    elif budget == query.budget and budget.max_minor is not None and budget.min_minor is None:
        most = Money(budget.max_minor, budget.currency)
        yield f"{price} is within your {format_money(most)}."
    else:
        yield f"{price} is within your budget."


def _occasion_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    if query.occasion is None:
        return ()
    return matching_tags(OCCASIONS[query.occasion].tag_keys, product.occasion_fit)


def _recipient_tags(query: GiftQuery, product: ListedProduct) -> tuple[str, ...]:
    return tuple(
        tag for term in query.people for tag in matching_tags(term.tag_keys, product.gift_tags)
    )


def _as_words(tag: str) -> str:
    return tag.replace("_", " ")


def _joined(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
