"""Feedback moves a taste's vector by bounded steps that fade."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.recommendations.candidates import Vector
from gifter_domain.recommendations.feedback import FeedbackAction
from gifter_domain.recommendations.learned_taste import HALF_LIFE, MOST, STEP, Signal, moved

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ACTIONS = st.sampled_from([*FeedbackAction])


def _vector(seed: int) -> Vector:
    drawn = np.random.default_rng(seed).normal(size=16)
    return np.asarray(drawn / np.linalg.norm(drawn), np.float32)


VECTORS = st.integers(0, 200).map(_vector)
SIGNALS = st.lists(
    st.builds(
        lambda action, vector, days: Signal(action, vector, NOW - timedelta(days=days)),
        ACTIONS,
        VECTORS,
        st.integers(0, 800),
    ),
    max_size=40,
)


def _signal(action: FeedbackAction, vector: Vector, ago: timedelta = timedelta()) -> Signal:
    return Signal(action, vector, NOW - ago)


@given(VECTORS, SIGNALS)
def test_a_taste_keeps_its_length_and_stays_on_its_side(
    start: Vector, signals: list[Signal]
) -> None:
    after = moved(start, signals, NOW)

    assert after is not None
    assert np.linalg.norm(after) == pytest.approx(1, abs=1e-5)
    assert after @ start >= np.sqrt(1 - MOST**2) - 1e-5


@given(VECTORS, VECTORS, st.integers(0, 30))
def test_a_like_and_a_dislike_later_return_near_the_start(
    start: Vector, liked: Vector, days: int
) -> None:
    like = _signal(FeedbackAction.LIKE, liked, timedelta(days=days))
    after = moved(start, [like, _signal(FeedbackAction.DISLIKE, liked)], NOW)

    assert after is not None
    assert after @ start > 0.99


@given(VECTORS, VECTORS)
def test_a_like_comes_closer_and_a_dislike_goes_away(start: Vector, other: Vector) -> None:
    for action, sign in ((FeedbackAction.LIKE, 1), (FeedbackAction.DISLIKE, -1)):
        after = moved(start, [_signal(action, other)], NOW)
        assert after is not None
        assert sign * (after @ other - start @ other) >= -1e-5
        assert np.linalg.norm(after - start) <= 2 * STEP


def test_an_older_like_counts_less() -> None:
    start, liked = _vector(1), _vector(2)
    now, before = (
        moved(start, [_signal(FeedbackAction.LIKE, liked, ago)], NOW)
        for ago in (timedelta(), HALF_LIFE)
    )

    assert now is not None
    assert before is not None
    assert start @ liked < before @ liked < now @ liked


@given(st.permutations(range(6)))
def test_the_order_of_the_signals_does_not_matter(order: list[int]) -> None:
    signals = [_signal(FeedbackAction.LIKE, _vector(n), timedelta(days=n)) for n in range(6)]
    first, other = (moved(None, chosen, NOW) for chosen in (signals, [signals[n] for n in order]))

    assert first == pytest.approx(other, abs=1e-5)


def test_without_a_start_likes_are_the_taste_and_dislikes_alone_are_none() -> None:
    liked = _vector(1)

    assert moved(None, [_signal(FeedbackAction.LIKE, liked)], NOW) == pytest.approx(liked, abs=1e-5)
    assert moved(None, [_signal(FeedbackAction.DISLIKE, liked)], NOW) is None
    assert moved(None, [_signal(FeedbackAction.IMPRESSION, liked)], NOW) is None
    both = [_signal(FeedbackAction.LIKE, liked), _signal(FeedbackAction.DISLIKE, liked)]
    assert moved(None, both, NOW) is None
