"""The audience of a product: adults only, or the ages of the children that it is made for."""

import re
from collections.abc import Iterator, Sequence

from gifter_domain.catalogue.traits.ages import (
    DESCRIPTIONS,
    GROWN_UP,
    ages_by_kind,
    ages_by_words,
    names_grown_ups,
    names_pets,
)
from gifter_domain.catalogue.traits.grown_ups import adults_only, is_intimate
from gifter_domain.catalogue.traits.kinds import Kind
from gifter_domain.catalogue.traits.lexicon import Lexicon
from gifter_domain.catalogue.traits.mentions import SAID, Mention
from gifter_domain.catalogue.traits.stated_ages import (
    Ages,
    birthday_in,
    stated_ages,
    suggested_ages,
    without_unsuitable,
)
from gifter_domain.catalogue.traits.trait import (
    ADULT,
    ADULT_ONLY,
    CERTAIN,
    FOR_AGES,
    POSSIBLE,
    Evidence,
    Provenance,
    Trait,
    Value,
)

# Said of a game it means rude; of a candle or an ornament it means fragile.
_NOT_FOR_CHILDREN = re.compile(
    r"\bnot (?:suitable |intended |recommended )?for (?:children|kids|minors)\b"
    r"(?!\s(?:under|below|aged|younger|up))"
    r"|\bnicht für kinder\b(?!\s(?:unter|bis))|\bnichts für kinder\b",
    re.IGNORECASE,
)
_GAMES_AND_BOOKS = frozenset({"toys", "books"})
_CHILDISH = frozenset({"toys", "books"})  # they name children because they are for them
_FOR_ADULTS_FROM = 17  # games and books marked "17+" are rude
_SCENTED = frozenset({"candles", "scent"})  # a candle that smells of tobacco
_LIKELY = 0.7
_Found = tuple[Ages, Evidence, float]


class Audience:
    """Finds the audience of one product in its texts and category."""

    def __init__(
        self,
        lexicon: Lexicon,
        fields: Sequence[tuple[str, str]],
        category: str | None,
        kind: Kind,
        mentions: Sequence[Mention],
    ) -> None:
        self._lexicon = lexicon
        self._fields = fields
        self._category = [("category", category)] if category else []
        self._kind = kind
        self._mentions = mentions

    def traits(self) -> Iterator[Trait]:
        """Yields the audience. A product for adults has no ages of children beside."""
        adult = list(self._adult())
        yield from adult or self._ages()

    def _adult(self) -> Iterator[Trait]:
        for mention in self._mentions:
            if mention.way in SAID and mention.meaning.shows:
                code = ADULT if ADULT in mention.meaning.shows else ADULT_ONLY
                if code == ADULT_ONLY and self._kind.kinds & _SCENTED:
                    continue
                yield _yes(code, Evidence(mention.field, mention.start, mention.end))
        if is_intimate(". ".join(text for _, text in self._fields)):
            yield _yes(ADULT, Evidence("title", 0, len(self._fields[0][1])))
        is_game = bool(self._kind.kinds & _GAMES_AND_BOOKS)
        for name, text in self._fields:
            found = adults_only(name, text)
            found = found or (_NOT_FOR_CHILDREN.search(text) if is_game else None)
            if found:
                yield _yes(ADULT_ONLY, Evidence(name, *found.span()))

    def _ages(self) -> Iterator[Trait]:
        found = self._stated() or self._by_words()
        if found is None:
            return
        ages, evidence, certainty = found
        is_game = bool(self._kind.kinds & _GAMES_AND_BOOKS)
        if ages[0] < (_FOR_ADULTS_FROM if is_game else GROWN_UP):
            yield Trait(FOR_AGES, Value.YES, certainty, Provenance.RULES, evidence, ages=ages)
        elif is_game:
            yield _yes(ADULT_ONLY, evidence)

    def _stated(self) -> _Found | None:
        if self._kind.head.is_drink or self._kind.category.is_drink:
            return None  # "aged 12 years" is a whisky
        for read in (stated_ages, suggested_ages):
            for name, text in [*self._fields, *self._category]:
                if (found := read(text)) is not None:
                    return found[0], Evidence(name, *found[1]), CERTAIN
        name, title = self._fields[0]
        found = birthday_in(title)
        return (found[0], Evidence(name, *found[1]), CERTAIN) if found else None

    def _by_words(self) -> _Found | None:
        """Returns the ages by a stage of life or a kind of toy, if no label names grown-ups."""
        texts = [*self._fields, *self._category]
        labels = [text for name, text in texts if name not in DESCRIPTIONS]
        if any(names_grown_ups(self._lexicon, text) for text in labels):
            return None
        if any(names_pets(self._lexicon, text) for _, text in texts):
            return None
        is_childish = bool(self._kind.kinds & _CHILDISH)
        texts = [(name, text) for name, text in texts if not names_grown_ups(self._lexicon, text)]
        texts = [(name, without_unsuitable(text)) for name, text in texts]
        for name, text in texts:
            found = ages_by_words(self._lexicon, text, name, is_for_children=is_childish)
            if found is not None:
                return found[0], Evidence(name, *found[1]), _LIKELY
        return None if self._kind.is_edible else self._by_kind(texts)

    def _by_kind(self, texts: Sequence[tuple[str, str]]) -> _Found | None:
        for name, text in texts:
            if (found := ages_by_kind(self._lexicon, text)) is not None:
                return found[0], Evidence(name, *found[1]), POSSIBLE
        return None


def _yes(code: str, evidence: Evidence) -> Trait:
    return Trait(code, Value.YES, CERTAIN, Provenance.RULES, evidence)
