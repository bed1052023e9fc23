"""A user may look people up only so often in an hour."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.clocks import NOON
from gifter_domain.people.finding import (
    LOOKUPS_PER_WINDOW,
    WINDOW,
    refuse_beyond_limit,
    window_start,
)
from gifter_domain.shared.errors import LimitReached

INSTANTS = st.timedeltas(timedelta(days=-999), timedelta(days=999)).map(lambda by: NOON + by)


@given(now=INSTANTS)
def test_every_instant_is_in_exactly_one_window(now: datetime) -> None:
    start = window_start(now)

    assert start <= now < start + WINDOW
    assert window_start(start) == start == window_start(start + WINDOW - timedelta.resolution)


@given(now=INSTANTS)
def test_waiting_as_long_as_the_error_says_leads_to_the_next_window(now: datetime) -> None:
    refuse_beyond_limit(LOOKUPS_PER_WINDOW, now)
    with pytest.raises(LimitReached) as refused:
        refuse_beyond_limit(LOOKUPS_PER_WINDOW + 1, now)

    wait = refused.value.details["retryAfterS"]
    assert isinstance(wait, int)

    assert window_start(now + timedelta(seconds=wait)) == window_start(now) + WINDOW
