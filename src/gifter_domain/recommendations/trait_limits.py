"""Trait limits: the traits that no gift for a request may have, for safety and by refusals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gifter_domain.catalogue.traits.codes import UNJUDGED
from gifter_domain.catalogue.traits.implications import reported_as
from gifter_domain.catalogue.traits.names import EXCLUDABLE
from gifter_domain.catalogue.traits.trait import (
    ADULT_ONLY,
    ALCOHOL,
    ALCOHOL_THEME,
    ALLERGENS,
    ANIMAL,
    MEAT,
    UNKNOWN_ALCOHOL,
)
from gifter_domain.language.refused import codes_named, refused_in
from gifter_domain.language.understanding import UnderstoodRequest
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.taste.facets import Facets

GROWN_UP_AT = 18
_MINORS = frozenset({"baby", "toddler", "child", "teenager"})
_SEAFOOD = frozenset({"fish", "shellfish"})
# Codes of refusals that stand for other codes of traits. All others stand for themselves.
_MEANINGS: Mapping[str, frozenset[str]] = {
    "vegan": ANIMAL,
    "vegetarian": MEAT,
    "pescatarian": MEAT - _SEAFOOD,
    "halal": frozenset({"pork", "gelatine", ALCOHOL}),
    "kosher": frozenset({"pork", "gelatine", "shellfish"}),
    "nuts": frozenset({"nuts", "peanuts"}),
    "fish": _SEAFOOD,
    "meat": frozenset({"meat", "pork"}),
    "fur": frozenset({"fur", "feathers"}),
    "rubber": frozenset({"latex"}),
}
# Limits of a taste whose options name more than the code of their trait.
_OF_TASTE: Mapping[str, tuple[str, ...]] = {
    "diet.gluten_free": ("gluten",),
    "diet.dairy_free": ("milk",),
    "diet.nut_allergy": ("nuts",),
    "diet.low_sugar": ("sugar",),
    "no.scent": ("scent", "candles"),
    "no.clothes": ("clothing",),
}
_FOR_MINORS = frozenset({ALCOHOL, ALCOHOL_THEME, ADULT_ONLY, "adult"})
# Beliefs: an unknown or possible ingredient does no harm to health.
_BELIEFS = frozenset({"vegan", "vegetarian", "pescatarian", "kosher", "meat"})
_HARMFUL = ALLERGENS | {ALCOHOL}
# Feasts of people whose faith forbids drinking.
_WITHOUT_ALCOHOL = ("eid", "ramadan")
# Understood, but no text of a product says it.
_UNJUDGED = frozenset({"clutter", "personal"})


@dataclass(frozen=True, slots=True)
class TraitLimits:
    """Stored codes that a product must not have.

    A product of unknown contents must be stated to be free of every allergen in `allergens`. The
    text must name none of `words`, which are refused things without a code.
    """

    forbidden: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def reported(self) -> tuple[str, ...]:
        """Returns the codes that no user may have reported of the product."""
        return tuple(sorted(reported_as(self.forbidden)))


NO_TRAIT_LIMITS = TraitLimits()


def trait_limits(understood: UnderstoodRequest, query: GiftQuery) -> TraitLimits:
    """Returns the limits of an understood text, of the recipient's age and of the taste."""
    of_text = (code for thing in understood.excludes for code in (thing, *codes_named(thing)))
    refused = {*of_text, *_of_taste(query.taste)}
    if understood.occasion in _WITHOUT_ALCOHOL:
        refused.add(ALCOHOL)
    codes, health = _codes(refused), _codes(refused - _BELIEFS)
    if _may_be_minor(understood, query):
        codes |= _FOR_MINORS
        health |= {ALCOHOL}
    words = refused - _MEANINGS.keys() - EXCLUDABLE - _UNJUDGED
    return _limits(codes, health, words)


def _may_be_minor(understood: UnderstoodRequest, query: GiftQuery) -> bool:
    """Returns True for minors, and on the safe side where only childhood is spoken of."""
    if understood.adult is False:
        return True
    if understood.adult is None:
        is_young_kind = understood.relationship == "grandchild"
        if is_young_kind or understood.may_be_minor:
            return True
    ages = [*(low for low, _ in understood.ages), *([] if query.age is None else [query.age])]
    return query.recipient in _MINORS or any(age < GROWN_UP_AT for age in ages)


def _codes(refused: Iterable[str]) -> frozenset[str]:
    """Returns the codes of traits that refused codes stand for; other words have none."""
    found: frozenset[str] = frozenset()
    for code in refused:
        found |= _MEANINGS.get(code, frozenset({code}) & EXCLUDABLE)
    return found


def _of_taste(taste: Facets | None) -> list[str]:
    """Returns the codes and words that a taste refuses."""
    if taste is None:
        return []
    chosen = [code for value in taste.limit_values for code in _codes_of_limit(value)]
    return [*chosen, *(thing for phrase in taste.own_exclusions for thing in refused_in(phrase))]


def _codes_of_limit(value: str) -> tuple[str, ...]:
    return _OF_TASTE.get(value, (value.partition(".")[2],))


def _limits(codes: frozenset[str], health: frozenset[str], words: Iterable[str]) -> TraitLimits:
    """Adds what is only possible, unless a belief alone refuses it, and what is unknown."""
    forbidden = codes | {f"maybe:{code}" for code in health}
    harmful = health & _HARMFUL
    if ALCOHOL in codes:
        forbidden |= {ALCOHOL_THEME}
    if ALCOHOL in harmful:
        forbidden |= {UNKNOWN_ALCOHOL}
    if harmful:
        forbidden |= {UNJUDGED}
    allergens = tuple(sorted(harmful & ALLERGENS))
    named = {form for word in words for form in (word, *_other_number(word))}
    return TraitLimits(tuple(sorted(forbidden)), allergens, tuple(sorted(named)))


def _other_number(word: str) -> list[str]:
    """Returns the singulars of "knives", which the text index does not know for the same word."""
    if word.endswith("ves"):
        return [f"{word[:-3]}f", f"{word[:-3]}fe"]
    stem = word.removesuffix("e").removesuffix("f")
    return [f"{stem}ves"] if word.endswith(("lf", "af", "rf", "ife")) else []
