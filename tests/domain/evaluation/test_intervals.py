"""Estimates: values with their bootstrap intervals."""

import numpy as np
import pytest
from numpy.typing import NDArray

from gifter_domain.evaluation.found import Counts, found_score
from gifter_domain.evaluation.intervals import column, estimate, mean, percentile


def draw(count: int) -> NDArray[np.intp]:
    return np.random.default_rng(1).integers(0, count, (500, count))


def test_equal_values_have_an_interval_without_width() -> None:
    found = estimate(column([0.5] * 20), mean, draw)

    assert found is not None
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)


def test_the_interval_of_a_share_is_about_two_standard_errors_wide() -> None:
    found = estimate(column([1.0] * 50 + [0.0] * 50), mean, draw)

    assert found is not None
    assert found.value == 0.5
    assert found.low == pytest.approx(0.4, abs=0.03)
    assert found.high == pytest.approx(0.6, abs=0.03)


def test_items_without_a_value_do_not_count() -> None:
    found = estimate(column([1.0, None, None]), mean, draw)

    assert found is not None
    assert found.value == 1.0


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_is_estimated_from_no_values(values: list[float | None]) -> None:
    assert estimate(column(values), mean, draw) is None


def test_a_percentile_is_estimated_with_an_interval_around_it() -> None:
    found = estimate(column(range(101)), percentile(0.95), draw)

    assert found is not None
    assert found.value == 95
    assert found.low <= 95 <= found.high


def test_counts_of_all_items_are_summed_before_f1_is_computed() -> None:
    score = found_score([Counts(1, 0, 0, 1), Counts(1, 2, 1, 1)], draw)

    assert score.precision == 2 / 4
    assert score.recall == 2 / 3
    assert score.f1 is not None
    assert score.f1.value == pytest.approx(2 * (1 / 2) * (2 / 3) / (1 / 2 + 2 / 3))


def test_without_anything_labelled_or_said_there_is_no_score() -> None:
    score = found_score([Counts(0, 0, 0, 0)], draw)

    assert (score.precision, score.recall, score.f1) == (None, None, None)


def test_only_wrong_things_have_an_f1_of_zero() -> None:
    score = found_score([Counts(0, 2, 1, 0)], draw)

    assert score.f1 is not None
    assert score.f1.value == 0
