"""Lexicons: the words of each language, from the data files in `lexicon/`, compiled once."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from gifter_domain.language.reading import numbers
from gifter_domain.language.reading.needed import needed

LANGUAGES = ("en", "de")
_BEGINNING = 3  # letters of a needed word by which its phrase is indexed


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

    A phrase is tried only on texts that contain a word which it needs. The phrases are indexed by
    how these words begin, since a lexicon has thousands of them.
    """

    def __init__(self, phrases: Mapping[str, Sequence[str]], number: str) -> None:
        self._patterns = [
            (code, needed(phrase), compiled(phrase, number))
            for code, known in phrases.items()
            for phrase in known
        ]
        self._by_beginning: dict[str, set[int]] = {}
        for place, (_, words, _) in enumerate(self._patterns):
            for word in words:
                self._by_beginning.setdefault(word[:_BEGINNING], set()).add(place)

    def find(self, text: str) -> list[Hit]:
        """Returns the hits in order. Of hits that overlap, the longest stays."""
        found = sorted(self._all(text), key=lambda hit: (hit.start - hit.end, hit.start))
        kept: list[Hit] = []
        for hit in found:
            if all(hit.end <= other.start or hit.start >= other.end for other in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def __contains__(self, text: str) -> bool:
        return any(True for _ in self._all(text))

    def code_of(self, text: str) -> str | None:
        """Returns the code of the phrase that the whole text is, or None."""
        return next((code for code, _, pattern in self._patterns if pattern.fullmatch(text)), None)

    def _all(self, text: str) -> Iterator[Hit]:
        for place in self._possible(text):
            code, words, pattern = self._patterns[place]
            if any(word in text for word in words):
                for match in pattern.finditer(text):
                    if match.end() > match.start():
                        yield Hit(code, match)

    def _possible(self, text: str) -> list[int]:
        """Returns the places of the patterns with a needed word that may be in the text."""
        beginnings = _beginnings(text) & self._by_beginning.keys()
        return sorted({place for each in beginnings for place in self._by_beginning[each]})


@lru_cache(maxsize=64)  # one text is searched for many groups of phrases
def _beginnings(text: str) -> frozenset[str]:
    """Returns all runs of the text of at most as many letters as phrases are indexed by."""
    runs = (text[at : at + size] for size in range(1, _BEGINNING + 1) for at in range(len(text)))
    return frozenset(("", *runs))


def source(phrase: str, number: str) -> str:
    """Returns the regular expression of a phrase in the notation of the lexicon files."""
    written = re.sub(r"\((?!\?)", "(?:", phrase)
    written = re.sub(r"(?<![)\]])(?<!\\[ws])\*", r"\\w*", written)
    written = written.replace("'", "'?").replace("#", number, 1)
    written = written.replace("#", number.replace("?P<number>", "?:"))
    return written.replace("~", r"(?P<thing>[^\W_][\w'-]*(?: [\w'-]+){0,3}?)")


def compiled(phrase: str, number: str) -> re.Pattern[str]:
    """Returns the pattern of a phrase, which begins and ends where words do."""
    before = r"(?<![\w'])" if not phrase.startswith("(?<=") else ""
    return re.compile(rf"{before}(?:{source(phrase, number)})(?!\w)")


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
def function_words() -> Mapping[str, frozenset[str]]:
    """Returns the frequent words of each language, also of languages that are not read."""
    others = {code: text for code, text in _read("others").items() if code != "version"}
    read = {code: lexicon_of(code).stop | lexicon_of(code).junk for code in LANGUAGES}
    return {code: frozenset(text.split()) for code, text in others.items()} | read


def _read(name: str) -> Mapping[str, Any]:
    path = files("gifter_domain.language") / "lexicon" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
