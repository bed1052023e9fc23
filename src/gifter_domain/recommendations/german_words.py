"""German words for gifts in English, as the catalogue is searched in English."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

# Imported directly: `snowballstemmer.stemmer` would use an installed PyStemmer of any version.
from snowballstemmer.german_stemmer import GermanStemmer

_SHORTEST_LAST_PART = 5
_SPELT_OUT = (("ae", "ä"), ("oe", "ö"), ("ue", "ü"), ("ss", "ß"))


def english_of(word: str, *, is_german: bool) -> str | None:
    """Returns the English word for a German one, or None.

    Unless the text is German, words that are English too are no German words.
    """
    known = {**_words("words"), **(_words("german_only") if is_german else {})}
    return next((known[form] for form in _forms(word) if form in known), None)


def english_of_compound(word: str) -> str | None:
    """Returns the English word for the last part of a German compound, or None: "Kochmesser"."""
    known, lower = _words("words"), word.lower()
    ends = (lower[at:] for at in range(2, len(lower) - _SHORTEST_LAST_PART + 1))
    return next((known[form] for end in ends for form in _forms(end) if form in known), None)


def _forms(word: str) -> list[str]:
    """Returns a word as written, in its other spellings, and their stems."""
    lower = word.lower()
    spelt = [lower, *(lower.replace(two, one) for two, one in _SPELT_OUT if two in lower)]
    return [*spelt, *map(_stem, spelt)]


@cache
def _words(table: str) -> Mapping[str, str]:
    """Returns the words and their stems; a word that is the stem of another stands for itself."""
    path = files("gifter_domain.recommendations") / "prototypes" / "german.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))[table]
    return {**{_stem(word): english for word, english in data.items()}, **data}


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    # A stemmer stores its word, and requests run in threads.
    stem: str = GermanStemmer().stemWord(word)
    return stem
