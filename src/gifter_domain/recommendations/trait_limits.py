"""Trait limits: the traits that no gift for a request may have, for safety and by refusals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gifter_domain.catalogue.traits.codes import UNJUDGED
from gifter_domain.catalogue.traits.trait import (
    ADULT_ONLY,
    ALCOHOL,
    ALCOHOL_THEME,
    ALLERGENS,
    ANIMAL,
    MEAT,
    UNKNOWN_ALCOHOL,
)
from gifter_domain.language.understanding import UnderstoodRequest, understand
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.taste.facets import Facets

GROWN_UP_AT = 18
_MINORS = frozenset({"baby", "toddler", "child", "teenager"})
_SHELLFISH = frozenset({"fish", "shellfish"})
# Codes of refusals, and of limits of a taste, that stand for other codes of traits.
_MEANINGS: Mapping[str, frozenset[str]] = {
    "vegan": ANIMAL,
    "vegetarian": MEAT,
    "pescatarian": MEAT - _SHELLFISH,
    "halal": frozenset({"pork", "alcohol"}),
    "kosher": frozenset({"pork", "shellfish"}),
    "gluten_free": frozenset({"gluten"}),
    "dairy_free": frozenset({"milk"}),
    "nut_allergy": frozenset({"nuts", "peanuts"}),
    "nuts": frozenset({"nuts", "peanuts"}),
    "fish": _SHELLFISH,
    "meat": frozenset({"meat", "pork"}),
    "fur": frozenset({"fur", "feathers"}),
    "wine": frozenset(),
    "beer": frozenset(),
    "clothes": frozenset({"clothing"}),
}
_PLAIN = ALLERGENS | ANIMAL | {
    ALCOHOL, "plastic", "scent", "candles", "jewellery", "clothing", "socks", "food", "books",
    "plants", "toys", "adult",
}  # fmt: skip
_FOR_MINORS = frozenset({ALCOHOL, ALCOHOL_THEME, ADULT_ONLY, "adult"})
# Of these an unknown or possible ingredient does no harm to health.
_BELIEFS = frozenset({"vegan", "vegetarian", "pescatarian", "kosher", "meat"})
_STRICT = ALLERGENS | {ALCOHOL}


@dataclass(frozen=True, slots=True)
class TraitLimits:
    """Stored codes that a product must not have.

    A product of unknown contents must be stated to be free of every allergen in `allergens`.
    """

    forbidden: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()


NO_TRAIT_LIMITS = TraitLimits()


def trait_limits(understood: UnderstoodRequest, query: GiftQuery) -> TraitLimits:
    """Returns the limits of an understood text, of the recipient's age and of the taste."""
    refused = [*understood.excludes, *_of_taste(query.taste)]
    codes = _codes(refused)
    harmful = _codes(set(refused) - _BELIEFS) & _STRICT
    ages = [low for low, _ in understood.ages]
    if understood.adult is False or _is_minor(query) or any(age < GROWN_UP_AT for age in ages):
        codes |= _FOR_MINORS
        harmful |= {ALCOHOL}
    return _limits(codes, harmful)


def _is_minor(query: GiftQuery) -> bool:
    return query.recipient in _MINORS or (query.age is not None and query.age < GROWN_UP_AT)


def _codes(refused: Iterable[str]) -> frozenset[str]:
    """Returns the codes of traits that refused codes stand for; other words have none."""
    found: frozenset[str] = frozenset()
    for code in refused:
        found |= _MEANINGS.get(code, frozenset({code}) & _PLAIN)
    return found


def _of_taste(taste: Facets | None) -> list[str]:
    if taste is None:
        return []
    own = _spoken(taste.own_exclusions)
    return [*taste.materials_to_avoid, *taste.diets, *taste.exclusions, *own]


def _spoken(phrases: Iterable[str]) -> Iterator[str]:
    """Yields the codes that phrases name, whether or not they say the refusal themselves."""
    for phrase in phrases:
        yield from understand(phrase).excludes
        yield from understand(f"no {phrase}").excludes


def _limits(codes: frozenset[str], harmful: frozenset[str]) -> TraitLimits:
    """Adds what is only possible or unknown, where a mistake does harm."""
    forbidden = codes | {f"maybe:{code}" for code in harmful}
    if ALCOHOL in codes:
        forbidden |= {ALCOHOL_THEME}
    if ALCOHOL in harmful:
        forbidden |= {UNKNOWN_ALCOHOL}
    if harmful:
        forbidden |= {UNJUDGED}
    return TraitLimits(tuple(sorted(forbidden)), tuple(sorted(harmful & ALLERGENS)))
