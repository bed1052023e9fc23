"""The facets of a taste: what answers come to, typed, and what recommending reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gifter_domain.language.exclusions import own_limits
from gifter_domain.language.limits import LIMITS, Limit
from gifter_domain.shared.money import Budget
from gifter_domain.taste.vocabulary import LIKINGS, Liking

Sizes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facets:
    """What somebody likes, and what they must not be given.

    Codes are those of the vocabulary without their facet (`gardening`); `words` are somebody's own
    words for what is loved. `leaning` is `experiences`, `objects` or None. `dislikes` are values
    (`style.bold`) that speak against a gift. `exclusions` are codes of whole kinds of gifts, and
    `own_exclusions` somebody's own words: like materials and diets they are never given.
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
    def likings(self) -> Mapping[str, Liking]:
        """All that speaks for a gift, by value; somebody's own words as `word.…`."""
        known = (value for value in self._values() if value in LIKINGS)
        own = {f"word.{word}": Liking(f"loves {word}", (word,)) for word in self.words}
        return {value: LIKINGS[value] for value in known} | own

    @property
    def against(self) -> Mapping[str, Liking]:
        """All that speaks against a gift, though not for good."""
        unwanted = ("leaning.experiences",) if self.leaning == "objects" else ()
        return {value: LIKINGS[value] for value in (*self.dislikes, *unwanted) if value in LIKINGS}

    @property
    def limits(self) -> tuple[Limit, ...]:
        """What no gift may be."""
        known = tuple(LIMITS[value] for value in self._limit_values() if value in LIMITS)
        return tuple(dict.fromkeys((*known, *own_limits(self.own_exclusions))))

    @property
    def query(self) -> str:
        """What to search by: somebody's own words, then two for each thing liked; may be empty."""
        told = (liking.words[:2] for value, liking in self.likings.items() if _is_searched(value))
        words = [*self.words, *(word for pair in told for word in pair)]
        return " ".join(dict.fromkeys(" ".join(words).split()))

    @property
    def text(self) -> str:
        """What is embedded of a taste: all that it likes, in words; empty if nothing is known.

        Limits, sizes and money are no part of it: a vector cannot say "not".
        """
        said = (f"{liking.said}: {', '.join(liking.words)}" for liking in self.likings.values())
        return "\n".join(said)

    def _values(self) -> Iterator[str]:
        yield from (f"interest.{code}" for code in self.interests)
        yield from (f"style.{code}" for code in self.styles)
        yield from (f"value.{code}" for code in self.values)
        yield from (f"colour.{code}" for code in self.colours)
        if self.leaning:
            yield f"leaning.{self.leaning}"

    def _limit_values(self) -> Iterator[str]:
        yield from (f"material.{code}" for code in self.materials_to_avoid)
        yield from (f"diet.{code}" for code in self.diets)
        yield from (f"no.{code}" for code in self.exclusions)


def _is_searched(value: str) -> bool:
    """Whether a value names things, and not only what they are like."""
    return not value.startswith(("word.", "colour.", "leaning."))
