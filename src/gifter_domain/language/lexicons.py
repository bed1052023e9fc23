"""Lexicons: the words of each language, from the data files in `lexicon/`, compiled once."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.needed import START, needed

LANGUAGES = ("en", "de")
_LONGEST = 30  # letters of the longest literal of a phrase


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a phrase of the lexicon stands; `code` is what the phrase means."""

    code: str
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Returns the index of the first character."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Returns the index behind the last character."""
        return self.match.end()


class Phrases:
    """Phrases that each mean a code; finds them in a folded text.

    A phrase is tried only on texts that contain a literal which it needs, since a lexicon has
    thousands of phrases.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], number: str) -> None:
        self._patterns = [
            (code, compiled(phrase, number)) for code, known in phrases.items() for phrase in known
        ]
        self._starts: dict[str, list[int]] = {}
        self._anywhere: dict[str, list[int]] = {}
        every = (phrase for known in phrases.values() for phrase in known)
        for place, phrase in enumerate(every):
            for word in needed(phrase, begins=not phrase.startswith("(?<=")):
                index = self._starts if word.startswith(START) else self._anywhere
                index.setdefault(word.removeprefix(START), []).append(place)

    def find(self, text: str) -> list[Hit]:
        """Returns the hits in order. Of hits that overlap, the longest stays."""
        kept: list[Hit] = []
        taken = bytearray(len(text))
        for hit in sorted(self._all(text), key=lambda hit: (hit.start - hit.end, hit.start)):
            if not any(taken[hit.start : hit.end]):
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def __contains__(self, text: str) -> bool:
        return any(True for _ in self._all(text))

    def code_of(self, text: str) -> str | None:
        """Returns the code of the phrase that the whole text is, or None."""
        return next((code for code, pattern in self._patterns if pattern.fullmatch(text)), None)

    def _all(self, text: str) -> Iterator[Hit]:
        for place in self._possible(text):
            code, pattern = self._patterns[place]
            for match in pattern.finditer(text):
                if match.end() > match.start():
                    yield Hit(code, match)

    def _possible(self, text: str) -> list[int]:
        """Returns the places of the patterns with a needed literal that is in the text."""
        known = [self._starts[word] for word in _beginnings(text) & self._starts.keys()]
        known += [places for word, places in self._anywhere.items() if word in text]
        return sorted({place for places in known for place in places})


_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=64)  # one text is searched for many groups of phrases
def _beginnings(text: str) -> frozenset[str]:
    """Returns the beginnings of all words of the text, of any length."""
    words = set(_WORD.findall(text))
    return frozenset(word[:size] for word in words for size in range(1, len(word[:_LONGEST]) + 1))


def source(phrase: str, number: str) -> str:
    """Returns the regular expression of a phrase in the notation of the lexicon files."""
    written = re.sub(r"\((?!\?)", "(?:", phrase)
    written = re.sub(r"(?<![)\]])(?<!\\[ws])\*", r"\\w*", written)
    written = written.replace("'", "'?").replace("#", number, 1)
    written = written.replace("#", number.replace("?P<number>", "?:"))
    return written.replace("~", r"(?P<thing>[^\W_][\w'-]*(?: [\w'-]+){0,3}?)")


# Such a phrase says itself what follows.
_ENDS_WITH_LOOKAHEAD = re.compile(r" \(\?=.*\)$")


def compiled(phrase: str, number: str) -> re.Pattern[str]:
    """Returns the pattern of a phrase, which begins and ends where words do."""
    before = r"(?<![\w'])" if not phrase.startswith("(?<=") else ""
    after = "" if _ENDS_WITH_LOOKAHEAD.search(phrase) else r"(?!\w)"
    return re.compile(rf"{before}(?:{source(phrase, number)}){after}")


class Lexicon:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.data: Mapping[str, Any] = _read(language)  # TOML has no types of its own
        self.number = numbers.pattern(language)
        self.stop = frozenset(self.data["stop"].split())
        self.junk = frozenset(self.data["junk"].split())
        self.ends = frozenset(self.data["ends"].split())
        self.harmless = frozenset(self.data["harmless"].split())

    @cached_property
    def frequent(self) -> frozenset[str]:
        """Returns the words that tell the language: grammar, request words, common products."""
        return self.stop | self.junk | frozenset(self.data["products"].split())

    @cached_property
    def read_words(self) -> frozenset[str]:
        """Returns the whole words in the phrases and lists of the file."""
        return frozenset(word for text in _texts(self.data) for word in _WHOLE.findall(text))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Returns all runs of letters in the file: words, and beginnings before a wildcard."""
        return frozenset(word for text in _texts(self.data) for word in _WORD.findall(text))

    @property
    def version(self) -> int:
        """Returns the version of the data file."""
        return int(self.data["version"])

    def phrases(self, *path: str) -> Phrases:
        """Returns the phrases of a table of the file, or of a list under one code."""
        return _phrases(self.language, path)

    @cached_property
    def adult_groups(self) -> frozenset[str]:
        """Returns the relationships that only grown-ups have."""
        return frozenset(self.data["adults"]["groups"].split())


# Letters that no wildcard or alternative continues.
_WHOLE = re.compile(r"(?<![\w\\*)\]?])[a-zäöüß]{4,}(?![\w\\*(\[?])")


def _texts(data: Any) -> Iterator[str]:  # TOML has no types of its own
    """Yields every text in a part of a lexicon file."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value)


@cache
def _phrases(language: str, path: tuple[str, ...]) -> Phrases:
    lexicon = lexicon_of(language)
    known: Any = lexicon.data  # TOML has no types of its own
    for key in path:
        known = known.get(key, {})
    table = {path[-1]: known} if isinstance(known, list) else known
    return Phrases(table, rf"(?P<number>{lexicon.number})")


@cache
def lexicon_of(language: str) -> Lexicon:
    """Returns the lexicon of a supported language."""
    return Lexicon(language)


@cache
def telling_words() -> Mapping[str, frozenset[str]]:
    """Returns the words that tell each language, also languages that are not read."""
    products = _read("others")["products"]
    read = {code: lexicon_of(code).frequent for code in LANGUAGES}
    grammar = {code: words for code, words in function_words().items() if code not in LANGUAGES}
    return {code: words | {*products[code].split()} for code, words in grammar.items()} | read


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Returns the words of each language that are never words to search with."""
    others = {code: text for code, text in _read("others").items() if isinstance(text, str)}
    read = {code: lexicon_of(code).stop | lexicon_of(code).junk for code in LANGUAGES}
    return {code: frozenset(text.split()) for code, text in others.items()} | read


def words_abroad(table: str) -> Mapping[str, str]:
    """Returns the words of a table for each language that is not read."""
    return dict(_read("others")[table])


def _read(name: str) -> Mapping[str, Any]:
    path = files("gifter_domain.language") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
