"""What users are told of the holidays they switched on, on PostgreSQL."""

from datetime import timedelta

import pytest

from builders.clocks import FixedClock
from builders.planned import Planner
from builders.reminders import Dispatching, inbox_titles
from gifter_app.container import Container


@pytest.fixture
def dispatching(container: Container) -> Dispatching:
    return Dispatching(container)


async def test_a_holiday_is_told_in_the_language_that_its_reader_has_by_then(
    container: Container, ada: Planner, clock: FixedClock, dispatching: Dispatching
) -> None:
    await container.occasions().of_holiday(ada.user, await ada.keep(), "DE:saint_nicholas_day")
    await ada.write("UPDATE user_account SET language = 'de'")
    for each in (clock, dispatching.clock):
        each.move(timedelta(days=12))

    await dispatching.run()

    assert set(await inbox_titles(container.database())) == {"In 3 Tagen: Nikolaus (Ana)"}
