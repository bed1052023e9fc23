"""Diversity: lists with caps, and maximal marginal relevance beside a naive implementation."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.recommendations.ranking.diversity import Cap, Method, diversify

Row = tuple[float, tuple[int, ...], str]  # relevance, direction, group

_rows = st.lists(
    st.tuples(
        st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]),
        st.tuples(*[st.integers(-2, 2)] * 3),
        st.sampled_from("abc"),
    ),
    max_size=9,
)
_balances = st.sampled_from([0.0, 0.3, 0.7, 1.0])
_methods = st.sampled_from(Method)


def _vectors(rows: list[Row]) -> np.ndarray:
    matrix = np.array([row[1] for row in rows], np.float32).reshape(len(rows), 3)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(lengths > 0, lengths, 1)


def _diversify(
    rows: list[Row], limit: int, balance: float, *caps: Cap, method: Method = Method.MMR
) -> list[int]:
    relevance = np.array([row[0] for row in rows])
    return diversify(relevance, _vectors(rows), limit, balance, caps, method)


def _diversify_naively(rows: list[Row], limit: int, balance: float, most: int) -> list[int]:
    """Selects one candidate after another in plain Python, computing each step from scratch."""
    vectors = _vectors(rows).tolist()
    picked: list[int] = []
    while len(picked) < min(limit, len(rows)):
        left = [at for at in range(len(rows)) if at not in picked]
        allowed: list[int] = []
        cap = most
        while not allowed:
            counts = Counter(rows[at][2] for at in picked)
            allowed = [at for at in left if counts[rows[at][2]] < cap]
            cap += 1
        values = []
        for at in allowed:
            cosines = [
                sum(a * b for a, b in zip(vectors[at], vectors[other], strict=True))
                for other in picked
            ]
            values.append(balance * rows[at][0] - (1 - balance) * max([0.0, *cosines]))
        top = max(values)
        picked.append(next(at for at, v in zip(allowed, values, strict=True) if v >= top - 1e-6))
    return picked


@given(_rows, st.integers(0, 10), _balances, st.integers(1, 3))
def test_it_selects_the_same_values_as_a_naive_implementation(
    rows: list[Row], limit: int, balance: float, most: int
) -> None:
    picked = _diversify(rows, limit, balance, Cap([row[2] for row in rows], most))

    assert _values(rows, picked, balance) == _values(
        rows, _diversify_naively(rows, limit, balance, most), balance
    )


def _values(rows: list[Row], picked: list[int], balance: float) -> list[float]:
    """Returns the value of each candidate when it was selected.

    Two greedy selections may differ in candidates of equal value, so the tests compare values.
    """
    vectors = _vectors(rows)
    return [
        round(
            balance * rows[at][0]
            - (1 - balance)
            * max([0.0, *(float(vectors[at] @ vectors[other]) for other in picked[:place])]),
            4,
        )
        for place, at in enumerate(picked)
    ]


@given(_rows, st.integers(0, 12), _balances, _methods)
def test_the_list_has_no_repeats_and_the_greatest_possible_length(
    rows: list[Row], limit: int, balance: float, method: Method
) -> None:
    picked = _diversify(rows, limit, balance, Cap([row[2] for row in rows], 1), method=method)

    assert len(picked) == len(set(picked)) == min(limit, len(rows))


@given(_rows, st.integers(0, 9), _balances, st.integers(1, 3), _methods)
def test_a_cap_holds_while_a_candidate_within_it_is_left(
    rows: list[Row], limit: int, balance: float, most: int, method: Method
) -> None:
    groups = [row[2] for row in rows]

    picked = _diversify(rows, limit, balance, Cap(groups, most), method=method)

    for place in range(len(picked)):
        counts = Counter(groups[at] for at in picked[:place])
        left = [group for at, group in enumerate(groups) if at not in picked[:place]]
        if any(counts[group] < most for group in left):
            assert counts[groups[picked[place]]] < most


@given(_rows, _methods)
def test_a_balance_of_one_ranks_by_relevance_alone(rows: list[Row], method: Method) -> None:
    picked = _diversify(rows, len(rows), 1.0, method=method)

    assert picked == sorted(range(len(rows)), key=lambda at: (-rows[at][0], at))


@pytest.mark.parametrize("method", Method)
def test_a_near_duplicate_ranks_below_a_different_candidate(method: Method) -> None:
    rows: list[Row] = [(1.0, (1, 0, 0), "a"), (0.9, (1, 0, 0), "b"), (0.6, (0, 1, 0), "c")]

    assert _diversify(rows, 3, 0.5, method=method) == [0, 2, 1]


def test_candidates_without_a_group_are_never_capped() -> None:
    rows: list[Row] = [(1.0, (0, 0, 0), "a")] * 3

    assert _diversify(rows, 3, 0.5, Cap([None] * 3, 1)) == [0, 1, 2]
