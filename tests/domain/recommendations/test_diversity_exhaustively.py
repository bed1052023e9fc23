"""Both methods of diversity, compared with a search through all lists of up to 12 candidates."""

from functools import cache
from itertools import combinations, permutations
from math import factorial, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gifter_domain.recommendations.ranking.diversity import Method, diversify

MOST, LIMITS = 12, st.integers(1, 3)
DIMS = 3
LEAST = 1e-6  # what the process takes for the part of a duplicate

Row = tuple[float, tuple[int, ...]]  # relevance, direction

_directions = st.tuples(*[st.integers(-2, 2)] * DIMS)
_rows = st.lists(
    st.tuples(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), _directions), min_size=1, max_size=MOST
)
_balances = st.sampled_from([0.3, 0.7, 0.9, 1.0])


def _relevance(rows: list[Row]) -> np.ndarray:
    return np.array([relevance for relevance, _ in rows])


def _vectors(rows: list[Row]) -> np.ndarray:
    matrix = np.array([direction for _, direction in rows], np.float64)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(lengths > 0, lengths, 1)


def _mmr_value(rows: list[Row], balance: float, picked: tuple[int, ...], at: int) -> float:
    vectors = _vectors(rows)
    nearest = max([0.0, *(float(vectors[at] @ vectors[other]) for other in picked)])
    return balance * rows[at][0] - (1 - balance) * nearest


def _dpp_value(rows: list[Row], balance: float, picked: tuple[int, ...], at: int) -> float:
    return balance * rows[at][0] + (1 - balance) * log(max(_part(rows, picked, at), LEAST))


def _part(rows: list[Row], picked: tuple[int, ...], at: int) -> float:
    """Returns the squared length that least squares on the picked vectors leave of a vector."""
    vectors = _vectors(rows)
    target, others = vectors[at], vectors[list(picked)]
    if not target.any() or not len(others):
        return 1.0
    solution = np.linalg.lstsq(others.T, target, rcond=None)[0]
    return float(np.sum((target - solution @ others) ** 2))


VALUES = {Method.MMR: _mmr_value, Method.DPP: _dpp_value}


@pytest.mark.parametrize("method", Method)
@settings(max_examples=25, deadline=None)
@given(_rows, LIMITS, _balances)
def test_no_list_is_better_at_the_first_place_where_it_differs(
    method: Method, rows: list[Row], limit: int, balance: float
) -> None:
    @cache
    def value(start: tuple[int, ...]) -> float:
        return VALUES[method](rows, balance, start[:-1], start[-1])

    relevance, vectors = _relevance(rows), _vectors(rows).astype(np.float32)
    picked = tuple(diversify(relevance, vectors, limit, balance, method=method))

    for other in permutations(range(len(rows)), min(limit, len(rows))):
        place = next((at for at in range(len(other)) if other[at] != picked[at]), None)
        if place is not None:
            assert value(other[: place + 1]) <= value(picked[: place + 1]) + 1e-3


@settings(max_examples=50, deadline=None)
@given(_rows, st.integers(1, DIMS), st.sampled_from([0.3, 0.7]))
def test_the_process_finds_a_list_whose_volume_is_near_the_greatest(
    rows: list[Row], limit: int, balance: float
) -> None:
    """Greedy search finds at least 1/k! of the greatest volume (Civril and Magdon-Ismail 2009)."""
    rows = [row for row in rows if any(row[1])] or [(1.0, (1, 0, 0))]
    sides = np.exp(balance / (1 - balance) / 2 * _relevance(rows))[:, None] * _vectors(rows)

    picked = diversify(
        _relevance(rows), _vectors(rows).astype(np.float32), limit, balance, method=Method.DPP
    )

    every = combinations(range(len(rows)), len(picked))
    greatest = max((_volume(sides[list(some)]) for some in every), default=0.0)
    assert _volume(sides[picked]) >= greatest / factorial(len(picked)) - 1e-6


def _volume(sides: np.ndarray) -> float:
    return float(np.sqrt(max(np.linalg.det(sides @ sides.T), 0.0)))


@settings(max_examples=50)
@given(_rows)
def test_a_balance_of_one_finds_the_most_relevant_of_all_lists(rows: list[Row]) -> None:
    relevance = _relevance(rows)
    limit = min(3, len(rows))
    most = max(sum(relevance[list(some)]) for some in combinations(range(len(rows)), limit))

    for method in Method:
        picked = diversify(relevance, _vectors(rows).astype(np.float32), limit, 1.0, method=method)
        assert sum(relevance[picked]) == pytest.approx(most)
