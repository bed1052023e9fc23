"""The plain formula of ranking: one product after the other, with nothing kept between them."""

from collections.abc import Iterator, Sequence

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.language.matching import matching_words, roots
from gifter_domain.language.terms import OCCASIONS
from gifter_domain.recommendations.candidates import Candidate
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.interests import _ALIKE, interests_labelled
from gifter_domain.recommendations.ranking import audience, price_fit, unwanted
from gifter_domain.recommendations.ranking.features import matching_tags
from gifter_domain.recommendations.ranking.scoring import DIGITS
from gifter_domain.recommendations.ranking.values import Values


def facts(query: GiftQuery, product: ListedProduct) -> dict[str, float]:
    """Returns the features that compare labels and price with the query."""
    fit = price_fit.around_fit if query.is_soft else price_fit.price_fit
    return {
        "occasion": fits_occasion(query, product),
        "recipient": fits_recipient(query, product),
        "tags": tag_fit(query, product),
        "featured": float(product.is_featured),
        "labelled": float(_is_for_interest(query, product)),
        "labelled_alike": float(_is_for_alike(query, product)),
        "price": fit(query.budget_for(product.price), product),
    }


def suits(query: GiftQuery, candidate: Candidate) -> float:
    """Returns the factor for the people and the wishes of the query, but not for the ages."""
    mentioned = roots(
        " ".join((*query.words, query.hints, query.taste.query if query.taste else ""))
    )
    is_for_somebody = query.people or query.interests
    others = [w for w in audience._AUDIENCES if is_for_somebody and w.isdisjoint(mentioned)]
    for_others = _is_only_for(others, candidate.product)
    share = audience.OTHER_AUDIENCE_FACTOR if for_others else 1.0
    return share * wanted_factor(query, candidate)


def totals(weighted: Sequence[Values]) -> list[float]:
    """Returns the sum of the rounded parts of each candidate."""
    return [
        round(sum(float(np.round(part, DIGITS)) for part in parts), DIGITS)
        for parts in zip(*weighted, strict=True)
    ]


def _is_for_interest(query: GiftQuery, product: ListedProduct) -> bool:
    labels = (*product.gift_tags, *product.style_tags)
    return any(interest in interests_labelled(labels) for interest in query.interests)


def _is_for_alike(query: GiftQuery, product: ListedProduct) -> bool:
    labelled = interests_labelled(_for_labels(product)) - {*query.interests}
    return any(_serves(hobby, query.interests) for hobby in labelled)


def fits_occasion(query: GiftQuery, product: ListedProduct) -> float:
    """Returns 1 if the product is marked for the query's occasion, otherwise 0."""
    if query.occasion is None:
        return 0.0
    return float(bool(matching_tags(OCCASIONS[query.occasion].tag_keys, product.occasion_fit)))


def fits_recipient(query: GiftQuery, product: ListedProduct) -> float:
    """Returns 1 if a gift tag names the query's kind of person ("for dad"), otherwise 0."""
    return float(any(matching_tags(term.tag_keys, product.gift_tags) for term in query.people))


def tag_fit(query: GiftQuery, product: ListedProduct) -> float:
    """Returns the share of the query's words that the product's tags and category have."""
    tags = " ".join((*product.gift_tags, *product.style_tags, product.category or "")).strip()
    return (
        len(matching_words(query.words, tags)) / len(query.words) if query.words and tags else 0.0
    )


def _is_only_for(audiences: Sequence[frozenset[str]], product: ListedProduct) -> bool:
    labels = list(_labels(product)) if audiences else []
    return bool(labels) and all(any(label & words for words in audiences) for label in labels)


def _labels(product: ListedProduct) -> Iterator[frozenset[str]]:
    """Returns the words of each label that begins with "for", or of the category without one."""
    return map(roots, _for_labels(product) or filter(None, [product.category]))


def wanted_factor(query: GiftQuery, candidate: Candidate) -> float:
    """Returns the share of its score that a candidate keeps, 1 if nothing speaks against it."""
    factor = 1.0
    for each in _factors(query, candidate):
        factor *= each
    return factor


def _factors(query: GiftQuery, candidate: Candidate) -> Iterator[float]:
    product = candidate.product
    title = roots(product.title)
    if query.owned and matching_words(query.owned, f"{product.title} {product.category or ''}"):
        yield unwanted.OWNED_FACTOR
    if "personal" in query.refused and is_personal(candidate):
        yield unwanted.REFUSED_FACTOR
    if "clutter" in query.refused and takes_room(candidate):
        yield unwanted.REFUSED_FACTOR
    if query.situation == "breakup" and is_for_couples(product):
        yield unwanted.HURTFUL_FACTOR
    if query.situation == "child_loss" and is_for_babies(product):
        yield unwanted.HURTFUL_FACTOR
    mentioned = roots(" ".join(query.words))
    if _is_request(query) and _names_other_occasion(query.occasion, title - mentioned):
        yield unwanted.OTHER_OCCASION_FACTOR
    labels = roots(" ".join(_for_labels(product)))
    is_for_children = labels & unwanted._CHILDREN and not mentioned & unwanted._CHILDREN
    if is_for_children and set(query.stages) == {"adult"}:
        yield unwanted.CHILDREN_FACTOR
    if _names_other_gender(query, candidate):
        yield unwanted.OTHER_GENDER_FACTOR
    if query.interests:
        yield from _hobby_factors(query, product)


def _hobby_factors(query: GiftQuery, product: ListedProduct) -> Iterator[float]:
    hobbies = set(interests_labelled(_for_labels(product)))
    if hobbies and not any(_serves(hobby, query.interests) for hobby in hobbies):
        yield unwanted.OTHER_HOBBY_FACTOR
    if not query.is_beginner and _is_for_beginners(product):
        yield unwanted.BEGINNER_FACTOR


def _for_labels(product: ListedProduct) -> list[str]:
    return [tag for tag in product.gift_tags if tag.lower().startswith("for")]


def _serves(hobby: str, interests: Sequence[str]) -> bool:
    return hobby in interests or any(
        hobby in group and interest in group for group in _ALIKE for interest in interests
    )


def _is_for_beginners(product: ListedProduct) -> bool:
    texts = " ".join((product.title, *product.gift_tags, product.short_description or ""))
    named = [tag for tag in product.gift_tags if tag.lower().startswith("for the new ")]
    return bool(
        roots(texts) & unwanted._FOR_BEGINNERS
        or any(product.title.lower().startswith(start) for start in unwanted._FIRST)
        or any(interests_labelled([tag]) for tag in named)
    )


def is_personal(candidate: Candidate) -> bool:
    """Returns True for things that are worn, smelt or engraved, or that are romantic."""
    product = candidate.product
    labels = f"{product.title} {product.category or ''} {product.short_description or ''}"
    return bool(candidate.traits & unwanted._PERSONAL_TRAITS or roots(labels) & unwanted._PERSONAL)


def takes_room(candidate: Candidate) -> bool:
    """Returns True unless the gift is used up or is an experience."""
    product = candidate.product
    labels = f"{product.title} {product.category or ''}"
    kept = (
        candidate.traits & unwanted._KEPT_WITHOUT_ROOM_TRAITS
        or roots(labels) & unwanted._KEPT_WITHOUT_ROOM
    )
    return not kept


def is_for_couples(product: ListedProduct) -> bool:
    """Returns True if title, labels or description say that it is for two people in love."""
    labels = roots(" ".join((product.title, *product.gift_tags)))
    about = roots(product.short_description or "")
    return bool(labels & (unwanted._FOR_COUPLES | unwanted._TWO) or about & unwanted._FOR_COUPLES)


def is_for_babies(product: ListedProduct) -> bool:
    """Returns True if title, labels or description say that it is for a baby or its parents."""
    labels = f"{product.title} {' '.join(product.gift_tags)} {product.category or ''}"
    return bool(roots(f"{labels} {product.short_description or ''}") & unwanted._FOR_BABIES)


def _is_request(query: GiftQuery) -> bool:
    return bool(query.people or query.occasion or query.situation)


def _names_other_occasion(occasion: str | None, title: frozenset[str]) -> bool:
    if occasion in ("congratulations", "just_because"):
        return False
    named = {code for code, names in unwanted._OCCASION_NAMES.items() if names & title}
    return bool(named) and named.isdisjoint(
        unwanted._ALIKE.get(occasion or "", frozenset()) | {occasion}
    )


def _names_other_gender(query: GiftQuery, candidate: Candidate) -> bool:
    """Returns True if title and labels name only the gender that the recipient does not have."""
    product, mentioned = candidate.product, roots(" ".join(query.words))
    words = roots(" ".join((product.title, *_for_labels(product)))) - mentioned
    is_male, is_female = bool(words & unwanted._MALE), bool(words & unwanted._FEMALE)
    if query.recipient in unwanted._MEN and not is_male and _is_womens_jewellery(candidate):
        asked = roots(f"{product.title} {product.category or ''}") & mentioned
        is_female = is_female or not asked
    if is_male == is_female:
        return False
    return query.recipient in (unwanted._WOMEN if is_male else unwanted._MEN)


def _is_womens_jewellery(candidate: Candidate) -> bool:
    product = candidate.product
    labels = roots(" ".join((product.title, *product.gift_tags)))
    about = roots(product.short_description or "")
    is_for_men = labels & unwanted._JEWELLERY_OF_MEN or about & unwanted._MALE
    return "jewellery" in candidate.traits and not is_for_men
