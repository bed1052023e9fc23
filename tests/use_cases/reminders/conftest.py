"""Fixtures: a user, and a clock that stands still."""

import pytest

from builders.core.clocks import NOON, FixedClock
from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container


@pytest.fixture
def clock(container: Container) -> FixedClock:
    clock = FixedClock(NOON.replace(hour=9))
    container.clock.override(clock)
    return clock


@pytest.fixture
async def ada(container: Container, clock: FixedClock) -> Planner:
    return await planner_named(container, "ada")
