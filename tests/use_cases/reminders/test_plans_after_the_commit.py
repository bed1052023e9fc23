"""A plan is made after the commit of its change: nothing is locked, and nothing gets lost."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from dependency_injector import providers
from sqlalchemy import text

import gifter_app
from builders.core.clocks import NOON, FixedClock
from builders.reminders.calendars import PausingCalendar
from builders.reminders.dispatching import Dispatching, put_devices
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_app.use_cases.reminders.plan_everybody import PlanEverybody
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.reminders.dispatch.rules import group_into_notices
from gifter_domain.reminders.ports import OUTDATED
from gifter_domain.shared.civil_dates import CivilDate

DUE = CivilDate(11, 24)  # its reminder of three days before is due at once
IMPORT_PATHS = (Path(__file__).parents[2], Path(gifter_app.__file__).parents[1])


@pytest.fixture
def calendar(container: Container) -> PausingCalendar:
    calendar = PausingCalendar()
    container.holiday_calendar.override(providers.Object(calendar))
    return calendar


@pytest.fixture
async def ada(calendar: PausingCalendar, ada: Planner) -> Planner:
    """Gives Ada a holiday, so that planning asks the calendar."""
    occasions = ada.container.occasions().manage_occasions
    await occasions.add_holiday(ada.user, await ada.keep("Bob"), "GB:christmas")
    return ada


async def test_nothing_is_locked_while_a_plan_is_made(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    change = asyncio.create_task(ada.live_in("Pacific/Auckland"))

    async with calendar.next_plan_pauses(), container.database().transaction() as connection:
        await connection.execute(text("SET LOCAL lock_timeout = '100ms'"))
        for table in ("user_account", "notification_schedule", "reminder_plan"):
            await connection.execute(text(f"SELECT FROM {table} FOR UPDATE"))

    await change
    assert await ada.queued() == await ada.from_scratch()


async def test_an_answer_comes_after_the_plan(ada: Planner) -> None:
    await ada.celebrate(await ada.keep(), DUE)

    assert await ada.planned_on() == {ada.user.id: NOON.date()}
    assert await ada.queued() == await ada.from_scratch()


async def test_a_plan_includes_a_change_that_is_made_meanwhile(
    calendar: PausingCalendar, ada: Planner
) -> None:
    occasion = await ada.celebrate(await ada.keep(), DUE)
    change = asyncio.create_task(ada.live_in("Pacific/Auckland"))

    async with calendar.next_plan_pauses():
        await ada.move(occasion, CivilDate(6, 1))

    await change
    assert await ada.queued() == await ada.from_scratch()
    assert {on.month for of, on, _, _ in await ada.queued() if of == occasion} == {6}


async def test_a_plan_withdraws_a_reminder_that_is_leased_meanwhile(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    await ada.celebrate(await ada.keep(), DUE)
    await ada.write("UPDATE notification_schedule SET scheduled_for = scheduled_for + '1 hour'")
    plan = PlanReminders(calendar, container.clock(), tz_version="2999z")
    everybody = PlanEverybody(container.transactions(), plan, container.clock())
    planning = asyncio.create_task(everybody.roll_forward())

    async with calendar.next_plan_pauses(), container.transactions()() as tx:
        due = await tx.reminder_dispatch.due(10, NOON)
        await tx.reminder_dispatch.lease(group_into_notices(due), "lease", NOON)

    await planning
    withdrawn = "SELECT id FROM notification_schedule WHERE withdrawn_at IS NOT NULL"
    assert {row.id for row in await ada.read(text(withdrawn))} == {one.id for one in due} != set()


async def test_a_plan_whose_facts_change_again_and_again_is_left_to_the_workers(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    change = asyncio.create_task(ada.live_in("Pacific/Auckland"))

    for _ in range(5):
        async with calendar.next_plan_pauses():
            await ada.write("UPDATE reminder_plan SET planned_on = '-infinity'")

    await change
    assert await ada.planned_on() == {ada.user.id: OUTDATED}
    await container.reminders().plan_everybody.plan_changed()
    assert await ada.queued() == await ada.from_scratch()


async def test_a_change_whose_plan_fails_is_made_and_planned_by_a_worker(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    calendar.fails = True
    await ada.live_in("Pacific/Auckland")
    calendar.fails = False
    assert await ada.queued() != await ada.from_scratch()

    await container.reminders().plan_everybody.plan_changed()

    assert await ada.queued() == await ada.from_scratch()


async def test_reminders_of_an_outdated_plan_are_not_sent_until_it_is_planned(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    await put_devices(container.database(), "phone", user_id=ada.user.id)
    occasion = await ada.celebrate(await ada.keep(), DUE)
    dispatching = Dispatching(container)
    calendar.fails = True
    await ada.move(occasion, CivilDate(11, 23))
    calendar.fails = False

    assert await dispatching.run() == 0
    await container.reminders().plan_everybody.plan_changed()
    await dispatching.run()

    assert [notice.title for _, notice in dispatching.push.sent] == [
        "Ana’s anniversary is in 2 days"
    ]


async def test_reminders_of_an_earlier_days_plan_are_sent(
    container: Container, clock: FixedClock, ada: Planner
) -> None:
    await put_devices(container.database(), "phone", user_id=ada.user.id)
    await ada.celebrate(await ada.keep(), DUE)
    await ada.write("UPDATE reminder_plan SET planned_on = '2026-11-01', tz_version = '1999a'")
    dispatching = Dispatching(container)

    await dispatching.run()

    assert dispatching.push.tokens == ["phone"]


async def test_a_worker_plans_after_a_process_was_killed_between_commit_and_plan(
    container: Container, database_url: str, ada: Planner, tmp_path: Path
) -> None:
    await ada.celebrate(await ada.keep(), CivilDate(3, 14))
    environment = {"PYTHONPATH": os.pathsep.join(map(str, IMPORT_PATHS)), "LOG_LEVEL": "error"}
    environment |= {"GIFTER_HOME": str(tmp_path), "DATABASE_URL": database_url}
    arguments = ("-m", "builders.reminders.killed_planner", "ada", "Pacific/Auckland")
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, env=os.environ | environment
    )

    assert await process.wait() == -signal.SIGKILL

    assert await ada.planned_on() == {ada.user.id: OUTDATED}
    assert await ada.queued() != await ada.from_scratch()
    async with container.workers().worker.running(), asyncio.timeout(30):
        while await ada.queued() != await ada.from_scratch():
            pass


async def test_a_user_without_an_occasion_has_no_outdated_plan(
    container: Container, calendar: PausingCalendar, ada: Planner
) -> None:
    for occasion in {of for of, *_ in await ada.queued()}:
        await container.occasions().manage_occasions.remove(ada.user, occasion)

    async with container.transactions()() as tx:
        await tx.schedule.outdate(ada.user.id)

    assert await ada.planned_on() == {}
