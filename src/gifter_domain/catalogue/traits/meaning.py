"""The meaning of a word or phrase of a lexicon: all that it can say about a product."""

from dataclasses import dataclass

Phrase = tuple[str, ...]
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a phrase can say about a product.

    `contains` and `may_contain` are of food and drink, `made_of` and `may_be_made_of` of things,
    `brings` are the contents of the food in a compound ("Käseplatte"), which count in food alone.
    `kinds` are the kinds of gift that a thing is. `names` are the codes that a product can be free
    of by this phrase, `free_of` what it says the product is free of, `shows` what marks it for
    adults. A plain food has nothing else in it, an open one (a
    hamper, a snack) may have anything.
    """

    is_food: bool = False
    is_drink: bool = False
    is_thing: bool = False
    is_plain: bool = False
    is_open: bool = False
    contains: frozenset[str] = NOTHING
    may_contain: frozenset[str] = NOTHING
    made_of: frozenset[str] = NOTHING
    may_be_made_of: frozenset[str] = NOTHING
    brings: frozenset[str] = NOTHING
    kinds: frozenset[str] = NOTHING
    names: frozenset[str] = NOTHING
    free_of: frozenset[str] = NOTHING
    shows: frozenset[str] = NOTHING

    @property
    def is_edible(self) -> bool:
        return self.is_food or self.is_drink

    def __or__(self, other: "Meaning") -> "Meaning":
        return Meaning(
            **{name: getattr(self, name) | getattr(other, name) for name in self.__slots__}
        )
