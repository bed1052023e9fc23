"""Opinions: the likes, refusals and possessions of a text, as words or codes."""

from dataclasses import dataclass, field

from gifter_domain.language.lexicons import Lexicon
from gifter_domain.language.reading.text import Text
from gifter_domain.language.reading.things import Thing


@dataclass(slots=True)
class Opinions:
    """The likes, refusals and possessions of a text, as words or codes, in the order found."""

    likes: list[str] = field(default_factory=list)
    excludes: list[str] = field(default_factory=list)
    owned: list[str] = field(default_factory=list)


def add(text: Text, lexicon: Lexicon, name: str, thing: Thing, opinions: Opinions) -> None:
    """Adds a thing under its code, or under its words if it has none."""
    code = code_of(thing.text, lexicon) if name == "excludes" else None
    if code is None and lexicon.phrases("occasions").code_of(thing.text):
        return  # "doesn't do Christmas"
    known: list[str] = getattr(opinions, name)
    if (entry := code or thing.text) not in known:
        known.append(entry)
    text.note(name, thing.start, thing.end)
    text.hide(thing.start, thing.end)


def code_of(words: str, lexicon: Lexicon) -> str | None:
    """Returns the trait code that the words name, or None: "dark chocolate" is chocolate."""
    concepts = lexicon.phrases("concepts")
    if code := concepts.code_of(words):
        return code
    head = words.split()[-1]
    return concepts.code_of(head) or lexicon.phrases("states").code_of(words)
