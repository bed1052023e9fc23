"""Reads PostgreSQL's text form of a tsvector, and ranks its words as `ts_rank` does."""

import re
from collections.abc import Sequence

# The weights of D, C, B and A. A position without a letter is of weight D.
WEIGHTS = {"": 0.7, "C": 0.8, "B": 0.85, "A": 1.0}
_WORD = re.compile(r"'((?:[^']|'')+)':([0-9A-C,]+)")
_WITHOUT_DIGITS = str.maketrans("", "", "0123456789")
_LIMIT = 1.64493406685  # the sum of 1 / i², as in PostgreSQL's tsrank.c


class Ranks(dict[str, float]):
    """The `ts_rank` of a text for one word by its positions, such as "3A,7,9B".

    The best place counts fully, the others by the inverse square of their order.
    """

    def __missing__(self, positions: str) -> float:
        letters = positions.translate(_WITHOUT_DIGITS).split(",")
        weights = [WEIGHTS[letter] for letter in letters]
        best = max(weights)
        total = sum(weight / (place + 1) ** 2 for place, weight in enumerate(weights))
        place = weights.index(best)
        self[positions] = rank = (best + total - best / (place + 1) ** 2) / _LIMIT
        return rank


def words_of(tsvector: str) -> tuple[Sequence[str], Sequence[str]]:
    """Returns the words of a tsvector, and the positions of each."""
    found = _WORD.findall(tsvector)
    if not found:
        return (), ()
    words, positions = zip(*found, strict=True)
    if "\\" in tsvector or "''" in tsvector:
        words = tuple(word.replace("''", "'").replace("\\\\", "\\") for word in words)
    return words, positions
