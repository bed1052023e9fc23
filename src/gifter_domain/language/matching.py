"""Matching of words without regard to their endings, by their English Snowball stems."""

import re
from collections.abc import Iterable
from functools import lru_cache

# Imported directly: `snowballstemmer.stemmer` would use an installed PyStemmer of any version.
from snowballstemmer.english_stemmer import EnglishStemmer

_WORD = re.compile(r"[^\W_]+")
# Words that are their own stem. Their Snowball stems ("fit", "refill") are words for other things.
_OWN_STEM = frozenset({"fitness", "refillable"})


@lru_cache(maxsize=50_000)  # the texts of a catalogue repeat the same words
def root(word: str) -> str:
    """Returns the word's English Snowball stem: gardens, gardening, gardener give `garden`.

    PostgreSQL's text search uses the same algorithm, so explanations agree with what it found.
    """
    # A stemmer stores its word and ranking runs in threads, so each word gets a new stemmer.
    lower = word.lower()
    stem: str = lower if lower in _OWN_STEM else EnglishStemmer().stemWord(lower)
    return stem


@lru_cache(maxsize=20_000)  # ranking asks for the same titles and labels again and again
def roots(text: str) -> frozenset[str]:
    """Returns the stems of the text's words."""
    return frozenset(root(word) for word in _WORD.findall(text))


def matching_words(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Returns the words that the text has, in their order. A phrase needs all of its words."""
    has = roots(text)
    return tuple(word for word in words if (wanted := roots(word)) and wanted <= has)


def as_written(word: str, text: str) -> str:
    """Returns a word or phrase in the spelling of the text: "Gardening" for "gardens".

    The text must have every word of it.
    """
    spellings = {root(token): token for token in reversed(_WORD.findall(text))}
    return " ".join(spellings[root(part)] for part in _WORD.findall(word))
