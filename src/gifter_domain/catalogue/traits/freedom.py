"""Freedom that a product states: "nut-free", "vegan leather", "no alcohol"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gifter_domain.catalogue.traits.kinds import Kind
from gifter_domain.catalogue.traits.mentions import Mention, Way
from gifter_domain.catalogue.traits.trait import (
    ANIMAL,
    CERTAIN,
    MEAT,
    POSSIBLE,
    Evidence,
    Provenance,
    Trait,
    Value,
)

# Being free of the first does not make a product free of the second, though many take it so.
_NEARLY_FREE = {"lactose": "milk", "wheat": "gluten"}


def freedom_of(
    texts: Mapping[str, str], kind: Kind, mentions: Sequence[Mention]
) -> Iterator[Trait]:
    """Yields the codes that the whole product is stated to be free of."""
    for mention in mentions:
        for code in sorted(_codes(texts, kind, mention)):
            nearly = _NEARLY_FREE.get(code)
            yield Trait(
                nearly or code,
                Value.FREE_OF,
                POSSIBLE if nearly else CERTAIN,
                Provenance.RULES,
                Evidence(mention.field, mention.start, mention.end),
            )


def absent_codes(free: Iterable[Trait]) -> frozenset[str]:
    """Returns all codes that are surely absent: something vegan has nothing of an animal."""
    codes = frozenset(trait.code for trait in free if trait.certainty == CERTAIN)
    return codes | (ANIMAL if "vegan" in codes else MEAT if "vegetarian" in codes else frozenset())


def _codes(texts: Mapping[str, str], kind: Kind, mention: Mention) -> frozenset[str]:
    # "Gluten-free crackers" in a hamper free only the crackers.
    is_of_part = mention.is_of_next and mention.field != "title" and kind.is_edible
    if mention.way is Way.FREE and not is_of_part:
        return mention.meaning.free_of or mention.meaning.names
    if mention.way is not Way.IMITATED:
        return frozenset()
    codes = mention.meaning.names & ANIMAL
    before = texts[mention.field][: mention.start].lower().rstrip(" -")
    return codes | {"vegan"} if "leather" in codes and before.endswith("vegan") else codes
