"""Retry delays grow, are spread by jitter, and end after the last attempt."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from gifter_domain.shared.jobs import MAX_ATTEMPTS, retry_delay

retried = st.integers(1, MAX_ATTEMPTS - 1)
jitters = st.floats(0, 1, exclude_max=True)


@given(retried, jitters)
def test_a_retry_delay_is_between_a_second_and_an_hour(attempts: int, jitter: float) -> None:
    delay = retry_delay(attempts, jitter)

    assert delay is not None
    assert timedelta(seconds=1) <= delay <= timedelta(hours=1)


@given(st.integers(1, MAX_ATTEMPTS - 2), jitters)
def test_retry_delays_never_get_shorter(attempts: int, jitter: float) -> None:
    earlier, later = retry_delay(attempts, jitter), retry_delay(attempts + 1, jitter)

    assert earlier is not None
    assert later is not None
    assert earlier <= later


@given(retried, jitters, jitters)
def test_jitter_spreads_a_delay_over_its_upper_half(
    attempts: int, one: float, other: float
) -> None:
    shortest = retry_delay(attempts, 0.0)
    delays = sorted(filter(None, (retry_delay(attempts, one), retry_delay(attempts, other))))

    assert shortest is not None
    assert shortest <= delays[0] <= delays[1] < 2 * shortest


@given(st.integers(MAX_ATTEMPTS, 1_000_000), jitters)
def test_no_retry_follows_the_last_attempt(attempts: int, jitter: float) -> None:
    assert retry_delay(attempts, jitter) is None


def test_no_job_is_lost_in_an_outage_of_ninety_minutes() -> None:
    delays = [retry_delay(attempts, 0.0) for attempts in range(1, MAX_ATTEMPTS)]

    assert sum(filter(None, delays), timedelta()) > timedelta(minutes=90)
