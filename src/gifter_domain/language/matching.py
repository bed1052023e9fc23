"""Whether words of a query and words of a product are the same word, endings aside."""

import re
from collections.abc import Iterable
from functools import lru_cache

# The class itself: `snowballstemmer.stemmer` would use PyStemmer, of any version, if installed.
from snowballstemmer.english_stemmer import EnglishStemmer

_WORD = re.compile(r"[^\W_]+")
# The stems of these ("fit", "refill") would name other things: clothes that fit, refills of ink.
_OWN_STEM = frozenset({"fitness", "refillable"})


@lru_cache(maxsize=50_000)  # a language has few words, a catalogue says them again and again
def root(word: str) -> str:
    """Returns the word's English Snowball stem: gardens, gardening, gardener give `garden`.

    PostgreSQL's text search uses the same algorithm, so explanations agree with what it found.
    """
    # A stemmer keeps its word in itself, and ranking runs in threads: each word gets a new one.
    lower = word.lower()
    stem: str = lower if lower in _OWN_STEM else EnglishStemmer().stemWord(lower)
    return stem


def roots(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in _WORD.findall(text))


def met(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of the words (or phrases: all their words) that the text has, in their order."""
    has = roots(text)
    return tuple(word for word in words if (wanted := roots(word)) and wanted <= has)


def as_said(word: str, text: str) -> str:
    """A word or phrase that the text has, as the text writes it: "gardens" as "Gardening"."""
    said = {root(token): token for token in reversed(_WORD.findall(text))}
    return " ".join(said[root(part)] for part in _WORD.findall(word))
