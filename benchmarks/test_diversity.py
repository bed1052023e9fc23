"""Picks 20 of 500 candidates with 256 dimensions, compared with the matrix product alone."""

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from gifter_domain.ai.embedding import Vectors
from gifter_domain.recommendations.ranking.diversity import Cap, diversify

CANDIDATES, DIMS, LIMIT = 500, 256, 20

pytestmark = pytest.mark.benchmark(group=f"diversity: {LIMIT} of {CANDIDATES} x {DIMS}")

_draw = np.random.default_rng(7)
_rows = _draw.standard_normal((CANDIDATES, DIMS)).astype(np.float32)
VECTORS = _rows / np.linalg.norm(_rows, axis=1, keepdims=True)
RELEVANCE = np.sort(_draw.random(CANDIDATES))[::-1]
BRANDS = Cap([f"brand {number}" for number in _draw.integers(0, 60, CANDIDATES)], 4)
CATEGORIES = Cap([f"category {number}" for number in _draw.integers(0, 10, CANDIDATES)], 5)


def test_raw_matrix_product(benchmark: BenchmarkFixture) -> None:
    """Multiplies all 500 rows by 20 others, as if the picked rows were known beforehand."""
    benchmark(_product, VECTORS, np.ascontiguousarray(VECTORS[:LIMIT].T))


def _product(rows: Vectors, picked: Vectors) -> Vectors:
    product: Vectors = rows @ picked
    return product


def test_without_caps(benchmark: BenchmarkFixture) -> None:
    picked = benchmark(diversify, RELEVANCE, VECTORS, LIMIT, 0.8)

    assert len(set(picked)) == LIMIT


def test_with_two_caps(benchmark: BenchmarkFixture) -> None:
    picked = benchmark(diversify, RELEVANCE, VECTORS, LIMIT, 0.8, (BRANDS, CATEGORIES))

    assert len(set(picked)) == LIMIT
