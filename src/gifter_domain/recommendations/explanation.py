"""Explanations: one or two sentences that say why a gift suits a request.

A sentence is a pattern filled with facts of the product and the request. The price is not among
them, since it stands beside the product. The same request, product and rank give the same text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.catalogue.traits.trait import ALLERGENS
from gifter_domain.language.matching import matching_words
from gifter_domain.language.terms import tag_key
from gifter_domain.recommendations.badges import matched_likes_of, occasion_tags
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.interests import interests_labelled
from gifter_domain.recommendations.phrasing import ENGLISH, Phrasing, phrasing
from gifter_domain.taste.vocabulary import TRAITS

MOST_CHARACTERS = 200
# A label warning is appended for somebody with an allergy.
_MOST_WITH_WARNING = 120
# Cheerful sentences would hurt on these.
_QUIET_OCCASIONS = frozenset({"sympathy", "get_well"})
_QUIET_SITUATIONS = frozenset({"breakup", "exhausted", "child_loss"})
# Prices, addresses, markup and exclamations of a seller are not repeated.
_NOT_REPEATED = re.compile(r"[<>{}!?@#|\n£€$%]|https?:|www\.", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{2})\.\s")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN_WORDS = re.compile(r"[\w ,'’-]{1,60}")
_CODES = {trait: code for code, trait in TRAITS.items()}
_LEAST_DESCRIBED, _MOST_DESCRIBED = 15, 130


@dataclass(frozen=True, slots=True)
class _Facts:
    """The kind of patterns to use, and the values for the places in them."""

    kind: str
    values: Mapping[str, str]


def explanation(
    query: GiftQuery, product: ListedProduct, rank: int = 1, language: str = ENGLISH
) -> str:
    """Returns why the product suits the request, then its description if that has the language."""
    phrases = phrasing(language)
    facts = _facts(query, product, phrases)
    reason = _filled(phrases.pattern(facts.kind, _seed(query), rank), facts.values)
    described = _described(product, phrases.common)
    whole = f"{reason} {described}." if described else reason
    return whole if len(whole) <= _most(query) else reason


def _most(query: GiftQuery) -> int:
    may_warn = not ALLERGENS.isdisjoint(query.avoid) or (query.taste and query.taste.diets)
    return _MOST_WITH_WARNING if may_warn else MOST_CHARACTERS


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    text = pattern.format_map(values)
    return text[0].upper() + text[1:]


def _seed(query: GiftQuery) -> str:
    parts = (*query.words, *query.interests, query.occasion or "", query.recipient or "")
    return " ".join(parts)


def _facts(query: GiftQuery, product: ListedProduct, phrases: Phrasing) -> _Facts:
    """Returns the facts that matter most: what the request says before what the product is."""
    if query.occasion in _QUIET_OCCASIONS or query.situation in _QUIET_SITUATIONS:
        return _Facts("quiet", {})
    kind, values = next(_matches(query, product, phrases), ("", {}))
    person = _person(query, phrases)
    if person and (both := f"{kind}_person".lstrip("_")) in phrases.patterns:
        return _Facts(both, {**values, "person": person})
    return _Facts(kind or "plain", values)


def _matches(
    query: GiftQuery, product: ListedProduct, phrases: Phrasing
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields the kinds of facts that connect the product with the request, the best first."""
    if trait := _wished_trait(query, product, phrases):
        yield "trait", {"trait": trait}
    if interest := _interest(query, product):
        yield "interest", {"interest": phrases.interests[interest]}
    if like := _like(query, product, phrases):
        yield "taste", {"like": like}
    if "search" in phrases.patterns and (words := _searched(query, product)):
        yield "search", {"words": words}
    occasion = {"occasion": phrases.occasions.get(query.occasion or "", "")}
    if occasion["occasion"] and occasion_tags(query, product):
        yield "occasion", occasion
    if traits := _traits(product, phrases):
        yield "trait", {"trait": traits[0]}
    if occasion["occasion"]:
        yield "occasion", occasion


def _person(query: GiftQuery, phrases: Phrasing) -> str | None:
    return next((phrases.people[term.code] for term in query.people), None)


def _interest(query: GiftQuery, product: ListedProduct) -> str | None:
    """Returns the request's first interest that the product's labels name.

    The title counts only in shops without labels: a tea light is nothing for a lover of tea.
    """
    is_labelled = any(tag.lower().startswith("for ") for tag in product.gift_tags)
    title = () if is_labelled else (product.title,)
    named = interests_labelled((*product.gift_tags, product.category or "", *title))
    return next((code for code in query.interests if code in named), None)


def _like(query: GiftQuery, product: ListedProduct, phrases: Phrasing) -> str | None:
    traits = matched_likes_of(query, product)
    named = phrases.likes
    likes = (named.get(_CODES.get(trait, "")) if named else trait.phrase for trait in traits)
    return next((like for like in likes if like and _PLAIN_WORDS.fullmatch(like)), None)


def _searched(query: GiftQuery, product: ListedProduct) -> str | None:
    """Returns the words of a plain search if title and labels have all of them."""
    text = " ".join((product.title, product.category or "", *product.style_tags))
    words = " ".join(query.words)
    if not query.is_search or len(matching_words(query.words, text)) < len(query.words):
        return None
    return words if _PLAIN_WORDS.fullmatch(words) else None


def _wished_trait(query: GiftQuery, product: ListedProduct, phrases: Phrasing) -> str | None:
    wished = {phrases.traits.get(tag_key(word)) for word in query.words}
    return next((trait for trait in _traits(product, phrases) if trait in wished), None)


def _traits(product: ListedProduct, phrases: Phrasing) -> Sequence[str]:
    keys = (tag_key(tag) for tag in (*product.style_tags, *product.gift_tags))
    return [phrases.traits[key] for key in keys if key in phrases.traits]


def _described(product: ListedProduct, common: frozenset[str]) -> str | None:
    """Returns the short description, otherwise the first sentence of the description.

    None if it is too long or too short, is in another language, or advertises.
    """
    texts = (product.short_description, _first_sentence(product.description))
    return next((text for one in texts if (text := _repeatable(one or "", common))), None)


def _first_sentence(text: str | None) -> str:
    return _SENTENCE_END.split((text or "")[: 2 * _MOST_DESCRIBED], maxsplit=1)[0]


@lru_cache(maxsize=20_000)  # the same products are shown again and again
def _repeatable(text: str, common: frozenset[str]) -> str | None:
    plain = text.strip().rstrip(" .")
    if not _LEAST_DESCRIBED <= len(plain) <= _MOST_DESCRIBED or _NOT_REPEATED.search(plain):
        return None
    words = _WORD.findall(plain)
    is_known = any(word.lower() in common for word in words)
    shouts = sum(len(word) > 1 and word.isupper() for word in words) > 1
    return plain[0].upper() + plain[1:] if is_known and not shouts else None
