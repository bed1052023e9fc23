"""Learning from feedback: actions move the vector of a person's taste (Rocchio 1971)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from gifter_domain.recommendations.candidates import Vector
from gifter_domain.recommendations.feedback import FeedbackAction

HALF_LIFE = timedelta(days=90)
STEP = 0.25  # the length of the move by one like, beside a taste of length 1
MOST = 0.9  # the length of all moves together, so that they never outweigh the stated taste
# Seeing a product says nothing, and a person who has a product may like it or not.
WEIGHTS: Mapping[FeedbackAction, float] = {
    FeedbackAction.LIKE: 1.0,
    FeedbackAction.SAVE: 1.0,
    FeedbackAction.BOUGHT: 1.0,
    FeedbackAction.CLICK: 0.25,
    FeedbackAction.HIDE: -0.5,
    FeedbackAction.DISLIKE: -1.0,
}


@dataclass(frozen=True, slots=True)
class Signal:
    """An action on a product, with the product's vector of unit length."""

    action: FeedbackAction
    vector: Vector
    happened_at: datetime


def moved(start: Vector | None, signals: Iterable[Signal], now: datetime) -> Vector | None:
    """Returns the taste's vector, of unit length, after the signals; older ones count less.

    A like and a dislike of one product cancel each other. Without a start, the signals are the
    taste, unless they cancel each other or say only what is disliked.
    """
    listed = [signal for signal in signals if signal.action in WEIGHTS]
    if not listed:
        return start
    move = np.sum([_step(signal, now) * signal.vector for signal in listed], axis=0)
    length = float(np.linalg.norm(move))
    move = move * min(1.0, MOST / length) if length else move
    if start is not None:
        return _unit(start + move)
    is_liking = any(WEIGHTS[signal.action] > 0 for signal in listed)
    return _unit(move) if is_liking and length >= STEP / 4 else None


def _step(signal: Signal, now: datetime) -> float:
    age = max(now - signal.happened_at, timedelta())
    return STEP * WEIGHTS[signal.action] * float(0.5 ** (age / HALF_LIFE))


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector), np.float32)
