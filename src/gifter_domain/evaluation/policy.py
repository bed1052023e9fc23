"""Off-policy evaluation: the value of one ranking by the log of another one that explored."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from gifter_domain.evaluation.intervals import Estimate
from gifter_domain.shared.errors import InvalidInput

_NORMAL_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Decision:
    """One shown product of a log.

    `propensity` is the probability with which it was shown, and `target` the one with which the
    evaluated ranking would show it. `reward` is 1 for a success. `predicted` is a model's reward
    for the shown product, and `target_predicted` its mean reward under the evaluated ranking.
    """

    propensity: float
    target: float
    reward: float
    predicted: float = 0.0
    target_predicted: float = 0.0


@dataclass(frozen=True, slots=True)
class PolicyValue:
    """Estimates of the mean reward: inverse propensity, self-normalised and doubly robust."""

    ips: Estimate
    snips: Estimate
    doubly_robust: Estimate


def policy_value(log: Sequence[Decision]) -> PolicyValue:
    """Returns the value of the evaluated ranking, with 95 % intervals.

    Raises `InvalidInput` for a log without exploration, whose propensities are all 0 or 1, or with
    a propensity that is no probability.
    """
    _check(log)
    rows = np.array(
        [(d.propensity, d.target, d.reward, d.predicted, d.target_predicted) for d in log],
        np.float64,
    )
    propensity, target, reward, predicted, target_predicted = rows.T
    weight = target / propensity
    return PolicyValue(
        ips=_mean(weight * reward),
        snips=_ratio(weight * reward, weight),
        doubly_robust=_mean(target_predicted + weight * (reward - predicted)),
    )


def _check(log: Sequence[Decision]) -> None:
    if len(log) < 2:
        raise InvalidInput("The log has fewer than two decisions.")
    if all(decision.propensity in (0, 1) for decision in log):
        raise InvalidInput("The log has no exploration: all its propensities are 0 or 1.")
    if not all(0 < decision.propensity <= 1 and 0 <= decision.target <= 1 for decision in log):
        raise InvalidInput("A propensity is no probability of a product that was shown.")


def _mean(values: NDArray[np.float64]) -> Estimate:
    return _interval(float(values.mean()), float(values.std(ddof=1)) / sqrt(len(values)))


def _ratio(parts: NDArray[np.float64], weights: NDArray[np.float64]) -> Estimate:
    """Returns the ratio of two means; its error is linearised (delta method)."""
    if not weights.any():
        raise InvalidInput("The evaluated ranking would show no product of the log.")
    ratio = float(parts.sum() / weights.sum())
    errors = (parts - ratio * weights) / weights.mean()
    return _interval(ratio, float(errors.std(ddof=1)) / sqrt(len(weights)))


def _interval(value: float, error: float) -> Estimate:
    return Estimate(value, value - _NORMAL_95 * error, value + _NORMAL_95 * error)
