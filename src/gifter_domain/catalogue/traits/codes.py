"""The codes of a product's traits as they are stored in one array, for filtering in a search.

`nuts` is contained, `maybe:nuts` is possible, `free:nuts` is stated to be absent.
"""

from collections.abc import Iterable

from gifter_domain.catalogue.traits.trait import ANIMAL, FOR_AGES, Trait, Value

UNJUDGED = "unjudged"  # the present text was not judged yet
_PREFIXES = {Value.YES: "", Value.POSSIBLE: "maybe:", Value.FREE_OF: "free:"}


def stored_codes(traits: Iterable[Trait]) -> list[str]:
    """Returns the sorted codes of a judged product. Something vegan is free of every animal's."""
    codes = {_PREFIXES[trait.value] + trait.code for trait in traits if trait.code != FOR_AGES}
    if "free:vegan" in codes:
        codes |= {f"free:{code}" for code in ANIMAL if code not in codes}
    return sorted(codes)
