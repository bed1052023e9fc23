"""Facts: the traits of a product in one record, as it is printed and scored."""

from collections.abc import Iterable
from dataclasses import dataclass

from gifter_domain.catalogue.traits.trait import (
    ADULT_ONLY,
    EDIBLE,
    FOR_AGES,
    UNKNOWN_ALCOHOL,
    UNKNOWN_CONTENTS,
    Trait,
    Value,
)

_OWN_FIELDS = frozenset({ADULT_ONLY, EDIBLE, FOR_AGES, UNKNOWN_CONTENTS, UNKNOWN_ALCOHOL})


@dataclass(frozen=True, slots=True)
class Facts:
    """`for_ages` are the years [lo, hi] that the product is made for; 99 means no upper limit.

    `about` are the topics, such as `occasion:christmas`.
    """

    contains: tuple[str, ...]
    maybe: tuple[str, ...]
    for_ages: tuple[int, int] | None
    adult_only: bool
    free_of: tuple[str, ...]
    unknown: tuple[str, ...]
    about: tuple[str, ...]


def facts_of(traits: Iterable[Trait]) -> Facts:
    """Returns the facts that traits state, each list sorted."""
    codes: dict[Value, set[str]] = {value: set() for value in Value}
    ages = None
    for trait in traits:
        codes[trait.value].add(trait.code)
        ages = trait.ages or ages
    about = {code for code in codes[Value.YES] if ":" in code}
    said = codes[Value.YES] - about
    return Facts(
        contains=tuple(sorted(said - _OWN_FIELDS)),
        maybe=tuple(sorted(codes[Value.POSSIBLE] - said)),
        for_ages=ages,
        adult_only=ADULT_ONLY in said,
        free_of=tuple(sorted(c for c in codes[Value.FREE_OF] - said if ":" not in c)),
        unknown=tuple(sorted(said & {UNKNOWN_CONTENTS, UNKNOWN_ALCOHOL})),
        about=tuple(sorted(about)),
    )
