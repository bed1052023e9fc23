"""Fixtures: the services on a clock that stands still, and a recipient."""

from typing import Any

import pytest

from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone
from gifter_app.container import Container


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def container(container: Container, clock: FixedClock) -> Container:
    container.clock.override(clock)
    return container


@pytest.fixture
async def ana(ada: Someone) -> dict[str, Any]:
    """Returns Ada's recipient, born on a leap day."""
    return await make_recipient(ada, name="Ana", birthday="1988-02-29")
