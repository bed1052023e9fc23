"""Comparing only some groups of vectors finds nearly all of the nearest that pass a filter."""

import numpy as np
import pytest

from gifter_adapters.postgres.recommendations.product_index.vectors import (
    Floats,
    RowVectors,
    row_vectors,
)
from gifter_domain.ai.embedding import unit_rows

_ROWS, _DIMS, _MOST = 8_000, 32, 50


@pytest.fixture(scope="module")
def vectors() -> Floats:
    """Returns vectors around 100 centres."""
    draw = np.random.default_rng(7)
    centres = unit_rows(draw.standard_normal((100, _DIMS)))
    noise = draw.standard_normal((_ROWS, _DIMS)) * 0.6 / _DIMS**0.5
    return unit_rows(centres[draw.integers(100, size=_ROWS)] + noise)


@pytest.fixture(scope="module")
def grouped(vectors: Floats) -> RowVectors:
    return row_vectors(vectors, grouped_from=1_000)


def test_vectors_are_grouped_only_where_there_are_many(
    vectors: Floats, grouped: RowVectors
) -> None:
    assert row_vectors(vectors).groups is None
    assert grouped.groups is not None


def test_each_row_keeps_its_vector_in_groups(vectors: Floats, grouped: RowVectors) -> None:
    rows = np.array([7_999, 0, 123])
    assert np.array_equal(grouped.of(rows), vectors[rows])


@pytest.mark.parametrize("share", [1.0, 0.3, 0.1])
def test_groups_find_nearly_all_of_the_nearest_that_pass(
    vectors: Floats, grouped: RowVectors, share: float
) -> None:
    passed = np.random.default_rng(8).random(_ROWS) < share
    recalls = []
    for asked in vectors[:40]:
        found, cosines = grouped.nearest(asked, passed, _MOST)
        assert np.allclose(cosines, vectors[found] @ asked, atol=1e-5)
        assert passed[found].all()
        assert (np.diff(found) > 0).all()
        least = np.sort((vectors @ asked)[passed])[-_MOST]
        recalls.append(min(_MOST, int(np.count_nonzero(cosines >= least - 1e-5))) / _MOST)
    assert np.mean(recalls) >= 0.98


def test_few_rows_that_pass_are_all_compared(vectors: Floats, grouped: RowVectors) -> None:
    passed = np.zeros(_ROWS, bool)
    passed[[5, 700, 4_000]] = True
    found, cosines = grouped.nearest(vectors[0], passed, _MOST)
    assert found.tolist() == [5, 700, 4_000]
    assert np.allclose(cosines, vectors[found] @ vectors[0], atol=1e-5)


def test_new_vectors_join_the_groups_of_given_centres(grouped: RowVectors, vectors: Floats) -> None:
    assert grouped.groups is not None
    again = row_vectors(vectors[::-1].copy(), grouped.groups.centres, grouped_from=1_000)
    assert again.groups is not None
    assert np.array_equal(again.groups.centres, grouped.groups.centres)
    assert np.array_equal(again.of(np.array([0])), vectors[-1:])
