"""Whether words of a query and words of a product are the same word, endings aside."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ings", "ing", "ists", "ist", "ers", "er", "ies", "es", "ed", "s", "y", "e")


@lru_cache(maxsize=50_000)  # a language has few words, a catalogue says them again and again
def root(word: str) -> str:
    """The word without a common English ending: gardens, gardening, gardener give `garden`."""
    lower = word.lower()
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 3:
            stem = lower.removesuffix(ending)
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return lower


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
