"""Reads PostgreSQL's text form of a tsvector, and ranks its words as `ts_rank` does."""

import re
from collections.abc import Iterator
from functools import lru_cache

# The weights of D, C, B and A. A position without a letter is of weight D.
WEIGHTS = {"": 0.7, "C": 0.8, "B": 0.85, "A": 1.0}
_WORD = re.compile(r"'((?:[^']|'')+)':([0-9A-C,]+)")
_WITHOUT_POSITIONS = str.maketrans("", "", "0123456789")
_LIMIT = 1.64493406685  # the sum of 1 / i², as in PostgreSQL's tsrank.c


def ranked_words(tsvector: str) -> Iterator[tuple[str, float]]:
    """Yields each word of a tsvector with the `ts_rank` of the text for that word alone."""
    for word, positions in _WORD.findall(tsvector):
        plain = (
            word.replace("''", "'").replace("\\\\", "\\") if "'" in word or "\\" in word else word
        )
        yield plain, rank_of(positions.translate(_WITHOUT_POSITIONS))


@lru_cache(maxsize=10_000)
def rank_of(letters: str) -> float:
    """Returns `ts_rank` for one word by the weights of its places, such as "A,,B".

    The best place counts fully, the others by the inverse square of their order.
    """
    weights = [WEIGHTS[letter] for letter in letters.split(",")]
    best = max(weights)
    at = weights.index(best)
    total = sum(weight / (place + 1) ** 2 for place, weight in enumerate(weights))
    return (best + total - best / (at + 1) ** 2) / _LIMIT
