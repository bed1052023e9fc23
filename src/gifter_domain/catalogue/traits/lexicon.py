"""Lexicons: the words by which the rule judge knows contents, materials and kinds of products.

They are data files, one per language, that an editor can change; see the head of `en.toml`.
"""

import hashlib
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from gifter_domain.catalogue.traits.tokens import Word, folded, phrase_at, words_of

_NONE: frozenset[str] = frozenset()
MOST_WORDS = 4
_SHORTEST_SUFFIX, _SHORTEST_PREFIX = 4, 2
_LINKS = ("", "s", "n", "en", "er", "e")
_FREE = "frei"
# Codes of which one kind of food stands for all: no walnuts is not free of nuts.
_NAMED_BY_FOOD = frozenset({"alcohol", "honey", "gelatine", "egg"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that a phrase can say about a product.

    `contains` and `may_contain` are of food and drink, `made_of` and `may_be_made_of` of things,
    `kinds` are the kinds of gift that a thing is. `names` are the codes that a product can be free
    of by this phrase, `free_of` what it says the product is free of, `shows` what marks it for
    adults. A `plain` food has nothing else in it.
    """

    is_food: bool = False
    is_drink: bool = False
    is_thing: bool = False
    is_plain: bool = False
    contains: frozenset[str] = _NONE
    may_contain: frozenset[str] = _NONE
    made_of: frozenset[str] = _NONE
    may_be_made_of: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE
    names: frozenset[str] = _NONE
    free_of: frozenset[str] = _NONE
    shows: frozenset[str] = _NONE

    @property
    def is_edible(self) -> bool:
        return self.is_food or self.is_drink

    def __or__(self, other: "Meaning") -> "Meaning":
        return Meaning(
            **{name: getattr(self, name) | getattr(other, name) for name in self.__slots__}
        )


@dataclass(frozen=True, slots=True)
class Match:
    """The longest phrase of the lexicon at a place: words `first` to `end` (exclusive)."""

    first: int
    end: int
    meaning: Meaning


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Lexicon:
    language: str
    version: str
    phrases: Mapping[Phrase, Meaning]
    categories: Mapping[Phrase, Meaning]
    cues: Mapping[str, frozenset[Phrase]]
    ages: Mapping[str, frozenset[Phrase]]
    about: Mapping[str, Mapping[str, frozenset[Phrase]]]
    last_parts: Mapping[Phrase, Meaning]
    short_parts: Mapping[str, Meaning]
    own: frozenset[Phrase]
    _known: dict[str, Meaning | None] = field(default_factory=dict, repr=False)

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """Returns the matches of a text from left to right; they do not overlap."""
        found, at = [], 0
        while at < len(words):
            match = self._longest(words, at)
            found += [match] if match else []
            at = match.end if match else at + 1
        return found

    def _longest(self, words: Sequence[Word], at: int) -> Match | None:
        for length in range(MOST_WORDS, 0, -1):
            phrase = phrase_at(words, at, length)
            if phrase is not None and (meaning := self.meaning(phrase)) is not None:
                return Match(at, at + length, meaning)
        return None

    def ending_at(self, words: Sequence[Word], end: int) -> Iterator[Match]:
        """Yields the matches that end before the word `end`, the longest first."""
        for length in range(min(MOST_WORDS, end), 0, -1):
            phrase = phrase_at(words, end - length, length)
            if phrase is not None and (meaning := self.meaning(phrase)) is not None:
                yield Match(end - length, end, meaning)

    def meaning(self, phrase: Phrase) -> Meaning | None:
        known = self.phrases.get(phrase)
        if known is None and self.last_parts and len(phrase) == 1:
            return self._compound(phrase[0])
        return known

    def is_own(self, phrase: Phrase) -> bool:
        """Returns True if the phrase is of this language rather than borrowed from another."""
        return phrase in self.own or (phrase not in self.phrases and bool(self.meaning(phrase)))

    def _compound(self, word: str) -> Meaning | None:
        """Returns the meaning of a compound: that of its last part, with the contents of food."""
        if word not in self._known:
            self._known[word] = self._read_compound(word)
        return self._known[word]

    def _read_compound(self, word: str) -> Meaning | None:
        if word.endswith(_FREE) and (first := self._first_part(word.removesuffix(_FREE))):
            return Meaning(free_of=first.names) if first.names else None
        for at in range(_SHORTEST_PREFIX, len(word) - _SHORTEST_SUFFIX + 1):
            if (last := self.last_parts.get((word[at:],))) is None:
                continue
            first = self._first_part(word[:at])
            return _compounded(first, last)
        return self._short_compound(word)

    def _short_compound(self, word: str) -> Meaning | None:
        """Returns the meaning of a compound with a short last part, if its first is known too."""
        for ending, last in self.short_parts.items():
            if word.endswith(ending) and (first := self._first_part(word.removesuffix(ending))):
                return _compounded(first, last)
        return None

    def _first_part(self, part: str) -> Meaning | None:
        """Returns the meaning of the first part of a compound, with or without a linking letter."""
        for link in _LINKS:
            stem = part.removesuffix(link) if link else part
            if (meaning := self.phrases.get((stem,))) is not None:
                return meaning
        return None

    def cue_before(self, kind: str, words: Sequence[Word], at: int) -> int | None:
        """Returns the first word of a cue that ends right before `at`, or None."""
        for length in range(min(MOST_WORDS + 3, at), 0, -1):
            if phrase_at(words, at - length, length) in self.cues[kind]:
                return at - length
        return None

    def cue_at(self, kind: str, words: Sequence[Word], at: int) -> bool:
        """Returns True if a cue begins at `at`."""
        return any(phrase_at(words, at, length) in self.cues[kind] for length in range(1, 5))


def _compounded(first: Meaning | None, last: Meaning) -> Meaning:
    """Returns the meaning of a compound: a nut cake has nuts, a wine rack is about wine."""
    if first is None:
        return last
    if not first.is_edible:
        materials = first.made_of if last.is_thing or last.may_be_made_of else _NONE
        shows = first.shows if last.is_thing else _NONE
        return replace(last, made_of=last.made_of | materials, shows=last.shows | shows)
    if last.is_edible:
        return replace(last | first, is_plain=last.is_plain and first.is_plain)
    if last.shows:
        return first  # a chocolate cigar
    about_alcohol = last.is_thing and "alcohol" in first.contains
    return replace(last, kinds=last.kinds | {"alcohol_theme"}) if about_alcohol else last


def _listed(words: str, language: str) -> Iterator[Phrase]:
    for item in words.replace("\n", " ").split(","):
        if phrase := folded(item, language):
            yield phrase


def _codes(entry: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(entry.get(key, "").split())


def _food(entry: Mapping[str, Any]) -> Meaning:
    drink = entry.get("kind") == "drink"
    contains = _codes(entry, "gives")
    return Meaning(
        is_food=not drink,
        is_drink=drink,
        is_plain=entry.get("plain", False),
        contains=contains,
        may_contain=_codes(entry, "maybe"),
        names=_named(contains, is_plain=entry.get("plain", False)),
    )


def _named(contains: frozenset[str], *, is_plain: bool) -> frozenset[str]:
    """Returns the codes that a product without this food is free of."""
    if contains == {"alcohol"} or (is_plain and contains <= _NAMED_BY_FOOD):
        return contains
    return contains - {"meat"} if contains == {"meat", "pork"} else _NONE


def _material(entry: Mapping[str, Any]) -> Meaning:
    made_of = _codes(entry, "gives")
    return Meaning(made_of=made_of, may_be_made_of=_codes(entry, "maybe"), names=made_of)


def _meanings(data: Mapping[str, Any]) -> Iterator[tuple[Meaning, str]]:
    """Yields each meaning with the words that have it."""
    words = data["words"]
    for entry in data["food"]:
        yield _food(entry), entry["words"]
    for entry in data["material"]:
        yield _material(entry), entry["words"]
    for entry in data["thing"]:
        yield Meaning(is_thing=True, kinds=_codes(entry, "gives")), entry["words"]
    for code, listed in words["codes"].items():
        yield Meaning(names=frozenset({code})), listed
    for entry in words["says"]:
        yield Meaning(free_of=_codes(entry, "free")), entry["words"]
    for entry in words["shows"]:
        yield Meaning(shows=_codes(entry, "gives")), entry["words"]
    yield Meaning(), data["harmless"]["words"]


def _phrases(data: Mapping[str, Any], language: str) -> dict[Phrase, Meaning]:
    phrases: dict[Phrase, Meaning] = {}
    for meaning, listed in _meanings(data):
        for phrase in _listed(listed, language):
            phrases[phrase] = phrases.get(phrase, Meaning()) | meaning
    return phrases


def _category(entry: Mapping[str, Any]) -> Meaning:
    return Meaning(
        is_food=entry["kind"] == "food",
        is_drink=entry["kind"] == "drink",
        is_thing=entry["kind"] == "thing",
        kinds=_codes(entry, "gives"),
    )


def _load(language: str, also: Sequence[str] = ()) -> Lexicon:
    """Reads the lexicon of a language; the food and materials of the languages `also` count too."""
    raw = {name: _file(name) for name in (language, *also)}
    data = tomllib.loads(raw[language])
    borrowed = {name: tomllib.loads(raw[name]) for name in also}
    cues = {
        name: frozenset(_listed(listed, language))
        for name, listed in data["words"].items()
        if isinstance(listed, str)
    }
    own = _phrases(data, language)
    phrases = dict(own)
    for other in borrowed.values():
        for phrase, meaning in _phrases(other, language).items():
            # "Hut" and "Hose" are not English, and "für" is no fur.
            if not meaning.is_thing and phrase not in cues["stop"]:
                phrases.setdefault(phrase, meaning)
    categories = {
        phrase: _category(entry)
        for entry in [*_entries(borrowed.values(), "category"), *data["category"]]
        for phrase in _listed(entry["words"], language)
    }
    return Lexicon(
        language=language,
        version=f"{data['version']}-{_digest(raw.values())}",
        phrases=phrases,
        categories=categories,
        cues=cues,
        ages=_phrases_by_name(data["ages"], language),
        about={part: _phrases_by_name(table, language) for part, table in data["about"].items()},
        last_parts=_last_parts(own, cues["whole_only"]) if "whole_only" in cues else {},
        short_parts={
            part[0]: own[part] for part in sorted(cues.get("short_parts", ())) if part in own
        },
        own=frozenset(own),
    )


def _phrases_by_name(table: Mapping[str, str], language: str) -> dict[str, frozenset[Phrase]]:
    return {name: frozenset(_listed(listed, language)) for name, listed in table.items()}


def _last_parts(own: Mapping[Phrase, Meaning], whole: Container[Phrase]) -> dict[Phrase, Meaning]:
    """Returns the words that can end a compound: short ones end many words by chance."""
    return {
        phrase: meaning
        for phrase, meaning in own.items()
        if len(phrase) == 1 and len(phrase[0]) >= _SHORTEST_SUFFIX and phrase not in whole
    }


def _entries(files_of: Iterable[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [entry for data in files_of for entry in data[kind]]


def _file(language: str) -> str:
    folder = files("gifter_domain.catalogue.traits")
    return folder.joinpath("lexicon", f"{language}.toml").read_text(encoding="utf-8")


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:8]


ENGLISH = _load("en")
GERMAN = _load("de", also=["en"])


def lexicon_for(text: str) -> Lexicon:
    """Returns the lexicon of a text's language: German if more of its words are German."""
    return GERMAN if _votes(GERMAN, text) > _votes(ENGLISH, text) else ENGLISH


def _votes(lexicon: Lexicon, text: str) -> int:
    """Returns how many words of a text are common words or names of things in a language."""
    words = words_of(text, lexicon.language)
    umlauts = sum(letter in "äöüß" for letter in text.lower())
    common = sum((word.folded,) in lexicon.cues["stop"] for word in words)
    known = sum(lexicon.is_own((word.folded,)) for word in words)
    return 2 * common + known + (umlauts if lexicon is GERMAN else 0)
