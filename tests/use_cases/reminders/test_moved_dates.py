"""Reminders of an occasion whose date changes after one was sent."""

import pytest

from builders.reminders.dispatching import Dispatching, inbox_titles
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_domain.shared.civil_dates import CivilDate


@pytest.fixture
def dispatching(container: Container) -> Dispatching:
    return Dispatching(container)


async def test_an_earlier_date_is_sent_at_once_and_moving_it_back_sends_nothing_again(
    container: Container, ada: Planner, dispatching: Dispatching
) -> None:
    occasion = await ada.celebrate(await ada.keep(), CivilDate(12, 5))
    await dispatching.run()
    assert set(await inbox_titles(container.database())) == {"Ana’s anniversary is in 14 days"}

    await ada.move(occasion, CivilDate(11, 28))
    await dispatching.run()
    await ada.move(occasion, CivilDate(12, 5))
    await dispatching.run()

    assert set(await inbox_titles(container.database())) == {
        "Ana’s anniversary is in 14 days",
        "Ana’s anniversary is in 7 days",
    }


async def test_a_preview_from_now_leaves_out_sent_reminders(
    container: Container, ada: Planner, dispatching: Dispatching
) -> None:
    await ada.celebrate(await ada.keep(), CivilDate(12, 5))
    preview, now = container.reminders().preview_reminders, container.clock().now()
    before = await preview.execute(ada.user.id, None, 30)

    await dispatching.run()

    first, *later = before.reminders
    assert first.scheduled_for == now
    assert (await preview.execute(ada.user.id, now, 30)).reminders == before.reminders
    assert (await preview.execute(ada.user.id, None, 30)).reminders == [
        one for one in later if one.key.days_before != first.key.days_before
    ]
