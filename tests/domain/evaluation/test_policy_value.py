"""Estimates of a ranking's value by the log of another ranking cover the truth."""

from collections.abc import Callable

import numpy as np
import pytest

from gifter_domain.evaluation.intervals import Estimate
from gifter_domain.evaluation.policy import Decision, PolicyValue, policy_value
from gifter_domain.shared.errors import InvalidInput

RUNS, DECISIONS = 1_000, 400
LOGGED, TARGET = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.1, 0.2, 0.4, 0.3])
CHANCES = np.array([0.2, 0.35, 0.5, 0.6])
# A model that is wrong by a little, as models are.
PREDICTED = np.array([0.25, 0.3, 0.45, 0.65])
TRUTH = float(TARGET @ CHANCES)


def _simulated(seed: int) -> PolicyValue:
    random = np.random.default_rng(seed)
    shown = random.choice(len(LOGGED), DECISIONS, p=LOGGED)
    rewards = random.random(DECISIONS) < CHANCES[shown]
    predicted = float(TARGET @ PREDICTED)
    return policy_value(
        [
            Decision(LOGGED[at], TARGET[at], float(reward), PREDICTED[at], predicted)
            for at, reward in zip(shown, rewards, strict=True)
        ]
    )


@pytest.fixture(scope="module")
def values() -> list[PolicyValue]:
    return [_simulated(seed) for seed in range(RUNS)]


@pytest.mark.parametrize(
    "read",
    [lambda value: value.ips, lambda value: value.snips, lambda value: value.doubly_robust],
    ids=["ips", "snips", "doubly robust"],
)
def test_95_percent_intervals_cover_the_truth_in_93_to_97_percent_of_the_runs(
    values: list[PolicyValue], read: Callable[[PolicyValue], Estimate]
) -> None:
    found = [read(value) for value in values]
    covered = sum(one.low <= TRUTH <= one.high for one in found) / RUNS

    assert 0.93 <= covered <= 0.97
    assert np.mean([one.value for one in found]) == pytest.approx(TRUTH, abs=0.01)


def test_the_doubly_robust_estimate_is_the_most_certain(values: list[PolicyValue]) -> None:
    widths = [
        np.mean([one.high - one.low for one in found])
        for found in (
            [value.doubly_robust for value in values],
            [value.ips for value in values],
        )
    ]
    assert widths[0] < widths[1]


@pytest.mark.parametrize(
    "log",
    [
        [],
        [Decision(1.0, 0.5, 1.0)] * 9,
        [Decision(1.0, 0.5, 1.0), Decision(0.0, 0.5, 1.0)],
        [Decision(0.5, 0.5, 1.0), Decision(0.0, 0.5, 1.0)],
        [Decision(0.5, 1.5, 1.0)] * 2,
        [Decision(0.5, 0.0, 1.0)] * 2,
    ],
    ids=["empty", "no exploration", "0 and 1", "a 0", "no probability", "nothing in common"],
)
def test_a_log_that_cannot_tell_is_refused(log: list[Decision]) -> None:
    with pytest.raises(InvalidInput):
        policy_value(log)
