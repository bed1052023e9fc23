"""Facets: the typed description of a taste that recommendations read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gifter_domain.shared.money import Budget
from gifter_domain.taste.vocabulary import TRAITS, Trait

Sizes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facets:
    """A person's likes, dislikes and limits.

    Most fields hold codes of the vocabulary without the name of their facet (`gardening`). `words`
    are the person's own words for loved things. `leaning` is `experiences`, `objects` or None.
    `dislikes` are whole values (`style.bold`) that lower a gift's score. `materials_to_avoid`,
    `diets`, `exclusions` (codes of whole kinds of gifts) and `own_exclusions` (the person's own
    words) are limits: products that match them are never recommended.
    """

    interests: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    leaning: str | None = None
    dislikes: tuple[str, ...] = ()
    materials_to_avoid: tuple[str, ...] = ()
    diets: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    own_exclusions: tuple[str, ...] = ()
    sizes: Sizes = field(default_factory=dict)
    price_comfort: Budget | None = None

    @property
    def likes(self) -> Mapping[str, Trait]:
        """Returns everything the person likes, by value. Own words have keys like `word.bees`."""
        known = (value for value in self._values() if value in TRAITS)
        own = {f"word.{word}": Trait(f"loves {word}", (word,)) for word in self.words}
        return {value: TRAITS[value] for value in known} | own

    @property
    def penalties(self) -> Mapping[str, Trait]:
        """Returns everything that lowers a gift's score without excluding it, by value."""
        unwanted = ("leaning.experiences",) if self.leaning == "objects" else ()
        return {value: TRAITS[value] for value in (*self.dislikes, *unwanted) if value in TRAITS}

    @property
    def limit_values(self) -> tuple[str, ...]:
        """Returns the values of the chosen limits (`no.alcohol`)."""
        coded = (
            ("material", self.materials_to_avoid),
            ("diet", self.diets),
            ("no", self.exclusions),
        )
        return tuple(f"{facet}.{code}" for facet, codes in coded for code in codes)

    @property
    def query(self) -> str:
        """Returns the text to search with; may be empty.

        It has the person's own words, then the first two words of each like except colours and the
        leaning.
        """
        pairs = (trait.keywords[:2] for value, trait in self.likes.items() if _is_searched(value))
        words = [*self.words, *(word for pair in pairs for word in pair)]
        return " ".join(dict.fromkeys(" ".join(words).split()))

    @property
    def text(self) -> str:
        """Returns the text to embed: one line for each like; empty if there are none.

        Limits, sizes and money are left out, because a vector cannot express "not".
        """
        lines = (f"{trait.phrase}: {', '.join(trait.keywords)}" for trait in self.likes.values())
        return "\n".join(lines)

    def _values(self) -> Iterator[str]:
        yield from (f"interest.{code}" for code in self.interests)
        yield from (f"style.{code}" for code in self.styles)
        yield from (f"value.{code}" for code in self.values)
        yield from (f"colour.{code}" for code in self.colours)
        if self.leaning:
            yield f"leaning.{self.leaning}"


def _is_searched(value: str) -> bool:
    """Returns True if the words of a value are useful in a search.

    Own words are False here because `query` adds them itself.
    """
    return not value.startswith(("word.", "colour.", "leaning."))
