"""The codes of a product's traits as they are stored in one array, for filtering in a search.

`nuts` is contained, `maybe:nuts` is possible, `free:nuts` is stated to be absent, and `ages:3-6` is
the years of the children that the product is made for.
"""

from collections.abc import Iterable

from gifter_domain.catalogue.traits.trait import ANIMAL, POSSIBLE, Trait, Value

UNJUDGED = "unjudged"  # the present text was not judged yet
_AGES = "ages:"
_PREFIXES = {Value.YES: "", Value.POSSIBLE: "maybe:", Value.FREE_OF: "free:"}


def stored_codes(traits: Iterable[Trait]) -> list[str]:
    """Returns the sorted codes of a judged product. Something vegan is free of every animal's.

    A freedom that is only possible is left out, so that no search relies on it.
    """
    codes = {_code(trait) for trait in traits if not _is_doubtful(trait)}
    if "free:vegan" in codes:
        codes |= {f"free:{code}" for code in ANIMAL if code not in codes}
    return sorted(codes)


def ages_in(codes: Iterable[str]) -> tuple[int, int] | None:
    """Returns the years that stored codes state, or None."""
    ages = next((code for code in codes if code.startswith(_AGES)), None)
    if ages is None:
        return None
    low, high = ages.removeprefix(_AGES).split("-")
    return int(low), int(high)


def _code(trait: Trait) -> str:
    if trait.ages is not None:
        return "{}{}-{}".format(_AGES, *trait.ages)
    return _PREFIXES[trait.value] + trait.code


def _is_doubtful(trait: Trait) -> bool:
    return trait.value is Value.FREE_OF and trait.certainty <= POSSIBLE
