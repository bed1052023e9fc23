"""Scaling of vectors to unit length, and the keys of embedding models."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from numpy.typing import NDArray

from gifter_domain.ai.embedding import EmbeddingModel, unit_rows

numbers = st.floats(-1e6, 1e6, width=32, allow_subnormal=False).filter(
    lambda number: number == 0 or abs(number) > 1e-6
)


@given(
    npst.arrays(np.float32, npst.array_shapes(min_dims=2, max_dims=2, max_side=5), elements=numbers)
)
def test_rows_keep_their_direction_and_get_length_one(rows: NDArray[np.float32]) -> None:
    units = unit_rows(rows)

    assert units.dtype == np.float32
    assert units.shape == rows.shape
    for row, unit in zip(rows.astype(float), units.astype(float), strict=True):
        length = sum(number**2 for number in row) ** 0.5
        assert all(abs(length * u - r) <= 1e-5 * length for u, r in zip(unit, row, strict=True))


def test_an_empty_matrix_stays_empty() -> None:
    assert unit_rows(np.zeros((0, 3), np.float32)).shape == (0, 3)


def test_models_with_the_same_name_and_different_sizes_are_different() -> None:
    assert EmbeddingModel("openai", "m", 256).key != EmbeddingModel("openai", "m", 512).key
