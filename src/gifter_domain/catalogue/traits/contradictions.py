"""Contradictions: what a text lists or denies outweighs what it says that a product is free of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gifter_domain.catalogue.traits.ingredients import IngredientList
from gifter_domain.catalogue.traits.meaning import Meaning
from gifter_domain.catalogue.traits.mentions import SAID, Mention, Way
from gifter_domain.catalogue.traits.trait import (
    ALCOHOL,
    ALLERGENS,
    ANIMAL,
    MEAT,
    NUTS,
    Evidence,
    Trait,
)

# Codes that a claim stands for beside its own.
_CLAIMED = {"vegan": ANIMAL, "vegetarian": MEAT, "halal": frozenset({"pork", ALCOHOL})}
_LISTED = (Way.LISTED, Way.BROUGHT)
_ASKED = re.compile(r"[^.!?;:\n]{0,60}\?")  # "Nut-free? No"
_AND = re.compile(r"\s(?:and|und|plus)\s|\s?[&+/]\s?", re.IGNORECASE)
# "One alcohol-free, one 40%" or "and a full-strength one".
_WITH_ALCOHOL = re.compile(
    r"\bfull[- ]strength\b|\balkoholhaltig\w*|\bmit alkohol\b|\bwith alcohol\b"
    r"|\bone alcoholic\b|\balcoholic (?:one|version|bottle|and non)"
    r"|\b(?:one|other|another|second|ein\w*|ander\w*|zweite\w*)\s(?:\w+\s){0,3}"
    r"\d{1,2}(?:[.,]\d)?\s?%",
    re.IGNORECASE,
)


def uncontradicted(
    free: Iterable[Trait], denying: frozenset[str], texts: Mapping[str, str]
) -> list[Trait]:
    """Returns the freedoms that nothing else in the text contradicts, and that it does not ask."""
    return [
        trait
        for trait in free
        if not denying & (_CLAIMED.get(trait.code, frozenset()) | {trait.code})
        and not _ASKED.match(texts[trait.evidence.field], trait.evidence.end)
    ]


def denied_codes(meaning: Meaning) -> frozenset[str]:
    """Returns the allergens and the alcohol of which a denied freedom speaks."""
    nearly = {"milk"} if "lactose" in meaning.names | meaning.free_of else set()
    codes = meaning.names | meaning.free_of | meaning.contains | nearly
    return codes & (ALLERGENS | {ALCOHOL})


def contradicted_codes(
    mentions: Sequence[Mention], lists: Sequence[IngredientList]
) -> frozenset[str]:
    """Returns the codes that ingredients, "contains" or a denial state plainly."""
    codes: set[str] = set()
    previous: Mention | None = None
    for mention in mentions:
        is_freed = previous is not None and previous.is_of_next  # "gluten-free flour"
        previous = mention
        if mention.way is Way.DENIED:
            codes |= denied_codes(mention.meaning)
        elif mention.way is Way.TRACES:
            codes |= denied_codes(mention.meaning) & NUTS
        elif not is_freed and _is_listed(mention, lists):
            codes |= _plainly_contained(mention.meaning)
        elif not is_freed and mention.way is Way.STATED and not mention.is_attributive:
            codes |= _plainly_contained(mention.meaning) & NUTS
    return frozenset(codes)


def _is_listed(mention: Mention, lists: Sequence[IngredientList]) -> bool:
    if mention.way not in SAID or mention.is_attributive:
        return False
    return mention.way in _LISTED or any(each.has(mention) for each in lists)


def _plainly_contained(meaning: Meaning) -> frozenset[str]:
    """Returns what an ingredient surely has; of a dish, such as a caramel, there are free ones."""
    codes = meaning.contains if meaning.is_plain else meaning.contains & {ALCOHOL}
    return codes | (meaning.names & ALLERGENS)


def alcohol_beside_freedom(
    fields: Sequence[tuple[str, str]], mentions: Sequence[Mention]
) -> list[Evidence]:
    """Returns the places of alcohol beside something free from it: "gin and alcohol-free gin"."""
    free = [m for m in mentions if ALCOHOL in m.meaning.free_of | m.meaning.names]
    if not any(m.way in (Way.FREE, Way.COMPARED) for m in free):
        return []
    stated = [
        Evidence(name, *found.span())
        for name, text in fields
        for found in _WITH_ALCOHOL.finditer(text)
    ]
    return [*stated, *_joined_in_title(dict(fields)["title"], mentions)]


def _joined_in_title(title: str, mentions: Sequence[Mention]) -> Iterator[Evidence]:
    """Yields the drink that an "and" joins to the one free from alcohol."""
    named = [m for m in mentions if m.field == "title"]
    if not any(m.way is Way.FREE and m.is_of_next for m in named):
        return
    start = 0
    for end in [*(found.start() for found in _AND.finditer(title)), len(title)]:
        part = [m for m in named if start <= m.start < end]
        start = end
        if any(m.way is Way.FREE for m in part):
            continue
        drinks = (m for m in part if m.way in SAID and ALCOHOL in m.meaning.contains)
        yield from (Evidence(m.field, m.start, m.end) for m in drinks)
