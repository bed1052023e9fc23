"""Fixtures: the services, on a clock that stands still."""

import pytest

from builders.core.clocks import FixedClock
from gifter_app.container import Container


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def container(container: Container, clock: FixedClock) -> Container:
    container.clock.override(clock)
    return container
