"""Samples of items, drawn for the intervals of `gifter eval`."""

import random
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_SAMPLES = 500
_SEED = 7


@lru_cache(maxsize=64)
def drawn_samples(count: int) -> NDArray[np.intp]:
    """Returns the indices of 500 samples of so many items, the same in every run."""
    drawing = random.Random(_SEED)  # noqa: S311  (a sample, not a secret)
    rows = [[drawing.randrange(count) for _ in range(count)] for _ in range(_SAMPLES)]
    return np.array(rows, np.intp)
