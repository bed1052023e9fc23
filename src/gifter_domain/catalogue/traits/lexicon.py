"""Lexicons: the words by which the rule judge knows contents, materials and kinds of products.

They are data files, one per language, that an editor can change; see the head of `en.toml`.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from gifter_domain.catalogue.traits.compounds import Compounds
from gifter_domain.catalogue.traits.meaning import NOTHING, Meaning, Phrase
from gifter_domain.catalogue.traits.tokens import Word, folded, phrase_at, words_of

MOST_WORDS = 4
_MOST_POSSIBLE = 8  # a food that may have so many contents may have any
# Codes of which one kind of food stands for all: no walnuts is not free of nuts.
_NAMED_BY_FOOD = frozenset({"alcohol", "honey", "gelatine", "egg"})


@dataclass(frozen=True, slots=True)
class Match:
    """The longest phrase of the lexicon at a place: words `first` to `end` (exclusive)."""

    first: int
    end: int
    meaning: Meaning


@dataclass(frozen=True)
class Lexicon:
    language: str
    version: str
    phrases: Mapping[Phrase, Meaning]
    categories: Mapping[Phrase, Meaning]
    cues: Mapping[str, frozenset[Phrase]]
    ages: Mapping[str, frozenset[Phrase]]
    about: Mapping[str, Mapping[str, frozenset[Phrase]]]
    compounds: Compounds | None  # None where compounds are separate words
    own: frozenset[Phrase]

    @cached_property
    def _first_words(self) -> Mapping[str, frozenset[str]]:
        return {kind: frozenset(cue[0] for cue in cues) for kind, cues in self.cues.items()}

    @cached_property
    def _last_words(self) -> Mapping[str, frozenset[str]]:
        return {kind: frozenset(cue[-1] for cue in cues) for kind, cues in self.cues.items()}

    @cached_property
    def first_words_of_ages(self) -> Mapping[str, frozenset[str]]:
        """The words that begin a phrase, for each list of `ages`."""
        return {name: frozenset(phrase[0] for phrase in each) for name, each in self.ages.items()}

    @cached_property
    def _begin(self) -> frozenset[str]:
        """The words that begin a phrase of two words or more."""
        return frozenset(phrase[0] for phrase in self.phrases if len(phrase) > 1)

    def matches(self, words: Sequence[Word]) -> list[Match]:
        """Returns the matches of a text from left to right; they do not overlap."""
        found, at = [], 0
        while at < len(words):
            match = self._longest(words, at)
            found += [match] if match else []
            at = match.end if match else at + 1
        return found

    def _longest(self, words: Sequence[Word], at: int) -> Match | None:
        longest = MOST_WORDS if words[at].folded in self._begin else 1
        for length in range(longest, 0, -1):
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
        if known is None and self.compounds is not None and len(phrase) == 1:
            return self.compounds.meaning(phrase[0])
        return known

    def is_own(self, phrase: Phrase) -> bool:
        """Returns True if the phrase is of this language rather than borrowed from another."""
        return phrase in self.own or (phrase not in self.phrases and bool(self.meaning(phrase)))

    def cue_before(self, kind: str, words: Sequence[Word], at: int) -> int | None:
        """Returns the first word of a cue that ends right before `at`, or None."""
        if at == 0 or words[at - 1].folded not in self._last_words[kind]:
            return None
        for length in range(min(MOST_WORDS + 3, at), 0, -1):
            if phrase_at(words, at - length, length) in self.cues[kind]:
                return at - length
        return None

    def cue_at(self, kind: str, words: Sequence[Word], at: int) -> bool:
        """Returns True if a cue begins at `at`."""
        if at >= len(words) or words[at].folded not in self._first_words[kind]:
            return False
        return any(phrase_at(words, at, length) in self.cues[kind] for length in range(1, 5))


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
        is_open=len(_codes(entry, "maybe")) >= _MOST_POSSIBLE,
        contains=contains,
        may_contain=_codes(entry, "maybe"),
        names=_named(contains, is_plain=entry.get("plain", False)),
    )


def _named(contains: frozenset[str], *, is_plain: bool) -> frozenset[str]:
    """Returns the codes that a product without this food is free of."""
    if contains == {"alcohol"} or (is_plain and contains <= _NAMED_BY_FOOD):
        return contains
    return contains - {"meat"} if contains == {"meat", "pork"} else NOTHING


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
            known = phrases.get(phrase)
            phrases[phrase] = meaning if known is None else known | meaning
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
        compounds=Compounds(phrases, own, cues) if "whole_only" in cues else None,
        own=frozenset(own),
    )


def _phrases_by_name(table: Mapping[str, str], language: str) -> dict[str, frozenset[Phrase]]:
    return {name: frozenset(_listed(listed, language)) for name, listed in table.items()}


def _entries(files_of: Iterable[Mapping[str, Any]], kind: str) -> list[Mapping[str, Any]]:
    return [entry for data in files_of for entry in data[kind]]


def _file(language: str) -> str:
    folder = files("gifter_domain.catalogue.traits")
    return folder.joinpath("lexicon", f"{language}.toml").read_text(encoding="utf-8")


def _digest(texts: Iterable[str]) -> str:
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:8]


ENGLISH = _load("en")
GERMAN = _load("de", also=["en"])


def lexicon_for(text: str, category: str = "") -> Lexicon:
    """Returns the lexicon of a text's language: German if more of its words are German.

    The category counts for a tie alone: shops with German texts have English categories too. Then
    the names of things decide: "in" is a word of both languages.
    """
    by_text = _votes(GERMAN, text) - _votes(ENGLISH, text)
    by_category = _votes(GERMAN, category) - _votes(ENGLISH, category)
    by_things = _known(GERMAN, text) - _known(ENGLISH, text)
    return GERMAN if (by_text or by_category or by_things) > 0 else ENGLISH


def _votes(lexicon: Lexicon, text: str) -> int:
    """Returns how many words of a text are common words or names of things in a language."""
    words = words_of(text, lexicon.language)
    umlauts = sum(letter in "äöüß" for letter in text.lower())
    common = sum((word.folded,) in lexicon.cues["stop"] for word in words)
    known = _known(lexicon, text)
    return 2 * common + known + (umlauts if lexicon is GERMAN else 0)


def _known(lexicon: Lexicon, text: str) -> int:
    return sum(lexicon.is_own((word.folded,)) for word in words_of(text, lexicon.language))
