"""Decisions: facts about products that an editor states, which win over every other source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from gifter_domain.catalogue.traits.implications import with_implied
from gifter_domain.catalogue.traits.names import EXCLUDABLE
from gifter_domain.catalogue.traits.topics import TOPIC_CODES
from gifter_domain.catalogue.traits.trait import (
    ALCOHOL_THEME,
    UNKNOWN_ALCOHOL,
    UNKNOWN_CONTENTS,
    Evidence,
    Provenance,
    Trait,
    Value,
)

_DIETS = frozenset({"vegan", "vegetarian", "pescatarian", "halal", "kosher"})
# A diet is no fact of its own: what it forbids is.
DECIDABLE = (EXCLUDABLE - _DIETS) | TOPIC_CODES | {ALCOHOL_THEME, UNKNOWN_CONTENTS, UNKNOWN_ALCOHOL}
MAX_WHY, MAX_NAME = 500, 100


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's statement that a product has a trait or has it not, and the reason."""

    code: str
    has: bool
    why: str
    decided_by: str
    decided_at: datetime

    def trait(self) -> Trait:
        """Returns the trait that the decision states."""
        value = Value.YES if self.has else Value.FREE_OF
        return Trait(self.code, value, 1.0, Provenance.EDITOR, Evidence("decision", 0, 0))


def in_force(traits: Iterable[Trait]) -> list[Trait]:
    """Returns the traits of the highest provenance for each code.

    What an editor states implies what it implies for the judge: something with wine has alcohol.
    """
    all_traits = list(traits)
    stated = [trait for trait in all_traits if trait.provenance is Provenance.EDITOR]
    all_traits = [*(t for t in all_traits if t not in stated), *with_implied(stated)]
    highest: dict[str, Provenance] = {}
    for trait in all_traits:
        highest[trait.code] = max(trait.provenance, highest.get(trait.code, trait.provenance))
    return [trait for trait in all_traits if trait.provenance == highest[trait.code]]


class TraitDecisions(Protocol):
    """Stored decisions. They are never changed or removed; the last one of a code counts."""

    async def decide(self, product_id: str, decisions: Sequence[Decision]) -> None:
        """Stores decisions with at most one for each code, and applies them to searches at once.

        Raises `ProductNotFound`.
        """
        ...

    async def of_product(self, product_id: str) -> Sequence[Decision]:
        """Returns all decisions about a product, the oldest first."""
        ...
