"""Implications: the traits that a product has as well because it has another one."""

from collections.abc import Iterable, Iterator, Mapping

from gifter_domain.catalogue.traits.trait import (
    ADULT,
    ADULT_ONLY,
    ALCOHOL,
    ALLERGENS,
    EDIBLE,
    FOOD,
    POSSIBLE,
    Provenance,
    Trait,
    Value,
)

# What has the first surely has the others.
IMPLIED: Mapping[str, frozenset[str]] = {
    "wine": frozenset({ALCOHOL}),
    "beer": frozenset({ALCOHOL}),
    ALCOHOL: frozenset({ADULT_ONLY, EDIBLE}),
    ADULT: frozenset({ADULT_ONLY}),
    "socks": frozenset({"clothing"}),
    "pork": frozenset({"meat"}),
    FOOD: frozenset({EDIBLE}),
    **{code: frozenset({EDIBLE}) for code in ALLERGENS},
}
# What has the first may have the others. The judge reads the texts for these; of what a person
# states or reports it is all that is known.
SUGGESTED: Mapping[str, frozenset[str]] = {
    "beer": frozenset({"gluten"}),
    "chocolate": frozenset({FOOD, "milk", "nuts", "soy", "sugar"}),
    "peanuts": frozenset({"nuts"}),
    "candles": frozenset({"scent"}),
    **dict.fromkeys(("meat", "pork", "fish", "shellfish"), frozenset({FOOD})),
}


def implied_by(code: str, denied: Iterable[str] = ()) -> frozenset[str]:
    """Returns the codes that a code implies, and those that these imply, but for denied ones."""
    found: frozenset[str] = frozenset()
    for implied in IMPLIED.get(code, frozenset()) - frozenset(denied):
        found |= {implied} | implied_by(implied, denied)
    return found


def implying(codes: Iterable[str]) -> frozenset[str]:
    """Returns the codes of which each implies one of `codes`."""
    wanted = frozenset(codes)
    return frozenset(code for code in IMPLIED if implied_by(code) & wanted)


def reported_as(codes: Iterable[str]) -> frozenset[str]:
    """Returns the codes that a report may name for a product that has one of `codes`."""
    wanted = frozenset(codes)
    suggesting = (code for code, others in SUGGESTED.items() if others & wanted)
    return wanted | implying(wanted) | frozenset(suggesting)


def with_implied(stated: Iterable[Trait]) -> Iterator[Trait]:
    """Yields what editors stated and what follows from it, unless they stated that otherwise.

    What is only suggested is the least sure, so that each other source wins over it.
    """
    traits = list(stated)
    said = frozenset(trait.code for trait in traits)
    yield from traits
    for trait in traits:
        if trait.value is not Value.YES:
            continue
        for code in sorted(implied_by(trait.code, said) - said):
            yield Trait(code, trait.value, trait.certainty, trait.provenance, trait.evidence)
        for code in sorted(SUGGESTED.get(trait.code, frozenset()) - said):
            yield Trait(code, Value.POSSIBLE, POSSIBLE, Provenance.NEIGHBOURS, trait.evidence)
