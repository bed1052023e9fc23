"""Spelling: repairs misspelt words of a request by the words of the catalogue."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from gifter_domain.language.lexicons import LANGUAGES, lexicon_of

_SHORTEST = 5  # letters; shorter words have too many neighbours
_TWO_SLIPS_FROM = 9  # letters; in shorter words two slips make another word
_FREQUENT = 3  # products; a rarer word may be misspelt itself


_ENDING = re.compile(r"([bdglmnprt])(ing|ed|er|ers)$")  # "runing" for "running"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as it was written, and the word that it was read as."""

    written: str
    meant: str


class Vocabulary:
    """The words of the catalogue in lower case, each with the number of products that have it.

    A word that the catalogue or the lexicon has is never corrected, so that names stay: "garmin"
    is not "gaming". The first letter is taken to be right. Words of fewer than `frequent` products
    correct no other word.
    """

    def __init__(self, frequencies: Mapping[str, int], frequent: int = _FREQUENT) -> None:
        self._frequencies = frequencies
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word, frequency in frequencies.items():
            if frequency >= frequent and len(word) >= _SHORTEST - 1 and word.isalpha():
                self._by_start[word[0], len(word)].append(word)

    def correction(self, written: str) -> str | None:
        """Returns the nearest frequent word of the catalogue, or None if the word may be right."""
        word = written.lower()
        doubled = _ENDING.sub(r"\1\1\2", word)
        if doubled != word and doubled in self._frequencies and word not in self._frequencies:
            return doubled
        if len(word) < _SHORTEST or not word.isalpha() or self._is_known(word):
            return None
        return self._nearest(word, 2 if len(word) >= _TWO_SLIPS_FROM else 1)

    def nearest(self, written: str) -> str | None:
        """Returns the nearest word to a word of which it is known that no product has it."""
        word = written.lower()
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return None
        return (
            self._nearest(word, 1)
            or self._nearest(word.removesuffix("s"), 1)
            or self._nearest(word, 2, shortest=_TWO_SLIPS_FROM)
        )

    def _nearest(self, word: str, most: int, shortest: int = 0) -> str | None:
        near = [
            (size, -self._frequencies[other], other)
            for other in self._near(word, most)
            if len(other) >= shortest and (size := slips(word, other, most)) <= most
        ]
        return min(near)[2] if near else None

    def _is_known(self, word: str) -> bool:
        endings = ("s", "es", "ed", "er", "ing", "ly", "n", "en", "e")
        stems = (word.removesuffix(ending) for ending in endings)
        return word in _read_words() or any(stem in self._frequencies for stem in (word, *stems))

    def _near(self, word: str, most: int) -> Iterator[str]:
        for length in range(len(word) - most, len(word) + most + 1):
            yield from self._by_start.get((word[0], length), ())


class CatalogueWords(Protocol):
    async def vocabulary(self) -> Vocabulary:
        """Returns the words of the catalogue; they may be some time old."""
        ...


@cache
def _read_words() -> frozenset[str]:
    return frozenset().union(*(lexicon_of(code).frequent for code in LANGUAGES))


def slips(word: str, other: str, most: int) -> int:
    """Returns how many letters are missing, added, wrong or swapped; `most` + 1 if more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(word, start=1):
        earlier, before, row = before, row, [at]
        for place, known in enumerate(other, start=1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != known))
            is_swapped = at > 1 < place and letter == other[place - 2] and word[at - 2] == known
            row.append(min(cost, earlier[place - 2] + 1) if is_swapped else cost)
        if min(row) > most:
            return most + 1
    return row[-1]
