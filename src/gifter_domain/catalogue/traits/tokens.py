"""Words of a product's text, with their places and the clauses that they are in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"(\d+(?:[.,]\d+)?%?|[^\W\d_]+)(?:'s\b)?")
_CLAUSE_END = re.compile(r"[.;:!?()|\n•]|\s[-–—]\s")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_GERMAN_ENDINGS = ("en", "er", "es", "em", "e", "n", "s")
_SHORTEST_GERMAN_STEM = 4
# Words that their stem would confuse with others: "Schale" and "Schal".
_GERMAN_KEPT = ("leder", "feder", "schale", "tee", "kaffee", "eis", "bier")
_KEEP_S = ("ss", "us", "is")
_STRIP_ES = ("ches", "shes", "sses", "xes", "zes", "oes")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its folded form. `comma` is True if a comma stands before it."""

    folded: str
    start: int
    end: int
    clause: int
    comma: bool
    hyphen: bool


@lru_cache(maxsize=64)  # several readers read the same field in turn
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """Returns the words of a text, folded for the language's lexicon."""
    lowered = _lowered(text)
    words: list[Word] = []
    clause, last = 0, 0
    for found in _WORD.finditer(lowered):
        gap = lowered[last : found.start()]
        clause += bool(_CLAUSE_END.search(gap))
        word = _folded(found[1], language)
        words.append(Word(word, found.start(), found.end(), clause, "," in gap, "-" in gap))
        last = found.end()
    return tuple(words)


def folded(phrase: str, language: str) -> tuple[str, ...]:
    """Returns a phrase of a lexicon as `words_of` folds it."""
    return tuple(_folded(word, language) for word in _WORD.findall(_lowered(phrase)))


def _lowered(text: str) -> str:
    """Returns the text in small letters, or as it is if that would move its letters."""
    lowered = text.lower().replace("’", "'")
    return lowered if len(lowered) == len(text) else text


def _folded(word: str, language: str) -> str:
    return fold(word.replace(",", "."), language)


def fold(word: str, language: str) -> str:
    """Returns the form that stands for singular, plural and inflections of a word."""
    return _fold_german(word) if language == "de" else _fold_english(word)


def _fold_german(word: str) -> str:
    word = word.translate(_UMLAUTS)
    if word.removesuffix("n").endswith(_GERMAN_KEPT):
        return word.removesuffix("n")
    for ending in _GERMAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_GERMAN_STEM:
            return word[: -len(ending)]
    return word


def _fold_english(word: str) -> str:
    if word.endswith(("ies", "ie")) and len(word) > 4:
        return word[: -3 if word.endswith("s") else -2] + "y"  # "brownies" and "brownie" are one
    if word.endswith(_STRIP_ES):
        return word[:-2]
    if word.endswith("s") and len(word) > 3 and not word.endswith(_KEEP_S):
        return word[:-1]
    return word


def phrase_at(words: Sequence[Word], at: int, length: int) -> tuple[str, ...] | None:
    """Returns the phrase of `length` words from `at`, or None if it crosses a clause."""
    part = words[at : at + length]
    if len(part) < length or part[0].clause != part[-1].clause:
        return None
    return tuple(word.folded for word in part)
