"""Lists on a holiday, in a process that has not the days of the holiday in memory."""

import asyncio
import threading
from typing import Any

import pytest
from dependency_injector import providers
from sqlalchemy import text

from builders.core.clocks import NOON, FixedClock
from builders.occasions.api import enable_holiday, make_occasion, upcoming
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone
from builders.reminders.calendars import ForgetfulCalendar
from builders.wishlists.api import make_list
from gifter_app.container import Container


@pytest.fixture
async def clock(container: Container) -> FixedClock:
    clock = FixedClock(NOON)
    container.clock.override(clock)
    return clock


@pytest.fixture(autouse=True)  # before anything that uses a calendar is built
async def calendar(container: Container, clock: FixedClock) -> ForgetfulCalendar:
    """Returns a calendar that may load days only in a thread, and while no user is locked."""
    loop = asyncio.get_running_loop()

    async def lock_all_users() -> None:
        async with container.database().transaction() as connection:
            await connection.execute(text("SET LOCAL lock_timeout = '100ms'"))
            await connection.execute(text("SELECT FROM user_account FOR UPDATE"))

    def before_loading() -> None:
        assert threading.current_thread() is not threading.main_thread()
        asyncio.run_coroutine_threadsafe(lock_all_users(), loop).result(30)

    calendar = ForgetfulCalendar(before_loading)
    container.holiday_calendar.override(providers.Object(calendar))
    return calendar


@pytest.fixture
async def christmas(ada: Someone) -> dict[str, Any]:
    bob = await make_recipient(ada, name="Bob")
    return await enable_holiday(ada, bob, "GB:christmas")


async def reveal_of(owner: Someone, wishlist: dict[str, Any]) -> str | None:
    found: str | None = (await owner.get(f"/v1/wishlists/{wishlist['id']}"))["revealAt"]
    return found


async def test_a_new_list_is_revealed_after_the_holiday(
    ada: Someone, calendar: ForgetfulCalendar, christmas: dict[str, Any]
) -> None:
    calendar.loaded.clear()

    made = await make_list(ada, occasionId=christmas["id"])

    assert made["revealAt"] == "2026-12-26T00:00:00Z"
    assert calendar.loaded == {"GB:christmas"}


async def test_a_list_that_gets_another_occasion_is_revealed_after_the_holiday(
    ada: Someone, calendar: ForgetfulCalendar, christmas: dict[str, Any]
) -> None:
    made = await make_list(ada)
    calendar.loaded.clear()

    path = f"/v1/wishlists/{made['id']}"
    changed = await ada.client.patch(path, json={"occasionId": christmas["id"]})

    assert changed.json()["revealAt"] == "2026-12-26T00:00:00Z"


async def test_the_reveal_follows_a_change_of_the_occasion(
    ada: Someone, calendar: ForgetfulCalendar, christmas: dict[str, Any]
) -> None:
    made = await make_list(ada, occasionId=christmas["id"])
    calendar.loaded.clear()

    path = f"/v1/occasions/{christmas['id']}"
    changed = await ada.client.patch(path, json={"timezone": "America/New_York"})

    assert changed.status_code == 200, changed.text
    assert await reveal_of(ada, made) == "2026-12-26T05:00:00Z"
    assert calendar.loaded == {"GB:christmas"}


async def test_a_change_of_another_occasion_leaves_the_reveal_as_it_is(
    ada: Someone, calendar: ForgetfulCalendar, christmas: dict[str, Any]
) -> None:
    made = await make_list(ada, occasionId=christmas["id"])
    calendar.loaded.clear()

    await make_occasion(ada, await make_recipient(ada, name="Cleo"))

    assert await reveal_of(ada, made) == "2026-12-26T00:00:00Z"


async def test_upcoming_occasions_load_the_days_of_a_holiday_in_a_thread(
    ada: Someone, calendar: ForgetfulCalendar, christmas: dict[str, Any]
) -> None:
    calendar.loaded.clear()

    assert await upcoming(ada, days=60) == [("2026-12-25", "HOLIDAY")]
