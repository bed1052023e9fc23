"""Opinions: the likes, refusals and possessions of a text, as words or codes."""

import re
from dataclasses import dataclass, field

from gifter_domain.language.lexicons import Lexicon
from gifter_domain.language.reading.text import Text
from gifter_domain.language.reading.things import Thing

# Naming one of these refuses every form of it: "peanut butter", "leather-bound".
SUBSTANCES = frozenset(
    """
    alcohol nuts peanuts milk egg gluten soy sesame meat pork fish shellfish leather wool fur
    feathers silk plastic nickel
    """.split()  # noqa: SIM905 - as a list it would be a code a line
)


@dataclass(slots=True)
class Opinions:
    """The likes, refusals and possessions of a text, as words or codes, in the order found.

    `sources` are the words that named each refused code, and "" where a state implies it.
    """

    likes: list[str] = field(default_factory=list)
    excludes: list[str] = field(default_factory=list)
    owned: list[str] = field(default_factory=list)
    sources: dict[str, set[str]] = field(default_factory=dict)

    def implies(self, code: str, word: str = "") -> None:
        """Notes a word that names a refused code, or that a state implies the code."""
        self.sources.setdefault(code, set()).add(word)


def add(text: Text, lexicon: Lexicon, name: str, thing: Thing, opinions: Opinions) -> None:
    """Adds a thing under its code, or under its words if it has none."""
    code = _code_of_refused(thing, lexicon) if name == "excludes" else None
    tables = ("occasions", "relationships")
    if code is None and any(lexicon.phrases(table).code_of(thing.text) for table in tables):
        return  # "doesn't do Christmas", "not for the baby"
    known: list[str] = getattr(opinions, name)
    if code is not None:
        opinions.implies(code, thing.text)
    if (entry := code or _MILD_FOOD.sub(r"\1", thing.text)) not in known:
        known.append(entry)
    text.note(name, thing.start, thing.end)
    text.hide(thing.start, thing.end)


# "spicy food" refuses what is spicy, "dog food" nothing that people eat.
_MILD_FOOD = re.compile(
    r"^(spicy|hot|sweet|salty|rich|fatty|fried|sour|bitter|raw|processed|oily|greasy) foods?$"
)


def _code_of_refused(thing: Thing, lexicon: Lexicon) -> str | None:
    """Returns the trait code of a refused thing; one kind of food does not refuse all food."""
    code = code_of(thing.text, lexicon)
    return None if code == "food" and len(thing.words) > 1 else code


def code_of(words: str, lexicon: Lexicon) -> str | None:
    """Returns the trait code that the words name, or None.

    A substance in it decides ("plastic toys"), otherwise its last word ("dark chocolate")."""
    concepts = lexicon.phrases("concepts")
    if code := concepts.code_of(words):
        return code
    *before, head = words.split()
    named = [code for word in before if (code := concepts.code_of(word)) in SUBSTANCES]
    return next(
        (code for code in (*named, concepts.code_of(head)) if code is not None),
        lexicon.phrases("states").code_of(words),
    )
