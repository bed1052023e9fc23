"""Planning for all users: each day, after a new time-zone database, and for disabled accounts."""

import asyncio
from datetime import UTC, date, datetime, timedelta

from builders.core.clocks import NOON, FixedClock
from builders.reminders.planner import Planner, planner_named
from gifter_app.container import Container
from gifter_app.use_cases.reminders.plan_everybody import PlanEverybody
from gifter_app.use_cases.reminders.plan_reminders import PlanReminders
from gifter_domain.shared.civil_dates import CivilDate

MARCH = CivilDate(3, 14)


def everybody(container: Container, tz_version: str) -> PlanEverybody:
    """Builds the planning of a process with that version of the time-zone database."""
    transactions, clock = container.transactions(), container.clock()
    plan = PlanReminders(container.holiday_calendar(), clock, tz_version=tz_version)
    return PlanEverybody(transactions, plan, clock)


async def moved_by_hand(planner: Planner) -> None:
    """Moves all reminders by an hour, as if planned with an earlier time-zone database."""
    await planner.write(
        "UPDATE notification_schedule SET scheduled_for = scheduled_for + interval '1 hour',"
        " run_after = run_after + interval '1 hour'"
    )


async def test_each_day_the_plan_covers_one_more_day(
    container: Container, ada: Planner, clock: FixedClock
) -> None:
    await ada.celebrate(await ada.keep(), MARCH)
    first = max(on for _, on, _, _ in await ada.queued())

    clock.move(timedelta(days=80))
    await container.reminders().plan_everybody.roll_forward()

    assert (first, max(on for _, on, _, _ in await ada.queued())) == (
        date(2027, 3, 14),
        date(2028, 3, 14),
    )
    assert await ada.queued() == await ada.from_scratch()


async def test_a_day_is_rolled_forward_once_by_all_workers_together(
    container: Container, ada: Planner, clock: FixedClock
) -> None:
    planners = [ada, *[await planner_named(container, f"u{n}") for n in range(12)]]
    for planner in planners:
        await planner.celebrate(await planner.keep(), MARCH)
    clock.move(timedelta(days=80))

    roll_forward = container.reminders().plan_everybody.roll_forward
    await asyncio.gather(*(roll_forward() for _ in range(4)))

    for planner in planners:
        due = await planner.queued()
        assert len(due) == len(await planner.from_scratch())
    versions = await ada.versions()
    await roll_forward()
    assert await ada.versions() == versions


async def test_finished_reminders_are_deleted_400_days_after_their_day(
    container: Container, ada: Planner, clock: FixedClock
) -> None:
    await ada.celebrate(await ada.keep(), MARCH)
    await ada.write(
        "UPDATE notification_schedule SET status = CASE channel WHEN 'PUSH' THEN 'SENT'"
        " ELSE 'CANCELLED' END WHERE days_before = 3"
    )
    await ada.write("UPDATE notification_schedule SET status = 'SKIPPED' WHERE days_before = 0")
    day = date(2027, 3, 14)

    async def kept() -> set[tuple[int, str]]:
        return {
            (row.days_before, row.status) for row in await ada.rows() if row.occurrence_on == day
        }

    before = await kept()
    clock.move(datetime(2028, 4, 17, tzinfo=UTC) - clock.now())
    await container.reminders().plan_everybody.roll_forward()
    assert await kept() == before

    clock.move(timedelta(days=1))
    await container.reminders().plan_everybody.roll_forward()
    assert await kept() == {(14, "QUEUED")}  # it was not sent yet; dispatch will end it


async def test_a_worker_rolls_plans_forward(
    container: Container, ada: Planner, clock: FixedClock
) -> None:
    await ada.celebrate(await ada.keep(), MARCH)
    clock.move(timedelta(days=80))

    async with container.workers().worker.running():
        async with asyncio.timeout(10):
            while await ada.queued() != await ada.from_scratch():
                pass


async def test_only_a_newer_time_zone_database_causes_planning(
    container: Container, ada: Planner
) -> None:
    await ada.celebrate(await ada.keep(), MARCH)
    right = await ada.queued()

    await moved_by_hand(ada)
    await container.reminders().plan_everybody.roll_forward()
    await everybody(container, "1999a").roll_forward()
    assert await ada.queued() != right

    await everybody(container, "2999z").roll_forward()
    assert await ada.queued() == right
    versions = await ada.versions()
    await everybody(container, "2999z").roll_forward()
    await container.reminders().plan_everybody.roll_forward()
    assert await ada.versions() == versions


async def test_a_disabled_account_has_no_plan_until_it_is_enabled(
    container: Container, ada: Planner
) -> None:
    occasion = await ada.celebrate(await ada.keep(), MARCH)
    due = await ada.queued()

    for status in ("DISABLED", "DELETED"):
        await ada.write("UPDATE user_account SET status = :status", status=status)
        await container.reminders().plan_everybody.roll_forward()
        assert await ada.statuses(occasion) == {"CANCELLED"}
        assert await ada.from_scratch() == {}

    await ada.write("UPDATE user_account SET status = 'ACTIVE'")
    await container.reminders().plan_everybody.roll_forward()
    assert await ada.queued() == due


async def test_a_user_whose_plan_fails_does_not_stop_the_others(
    container: Container, ada: Planner, clock: FixedClock
) -> None:
    planners = [ada, *[await planner_named(container, f"u{n}") for n in range(5)]]
    for planner in planners:
        await planner.celebrate(await planner.keep(), MARCH)
    await ada.write(
        "UPDATE user_account SET timezone = 'Atlantis/Lost' WHERE id = :id", id=ada.user.id
    )
    clock.move(timedelta(days=80))

    await container.reminders().plan_everybody.roll_forward()

    for planner in planners[1:]:
        assert await planner.queued() == await planner.from_scratch()
    marks = await ada.planned_on()
    assert marks[ada.user.id] == NOON.date()
    assert {marks[planner.user.id] for planner in planners[1:]} == {clock.now().date()}


async def test_a_user_without_occasions_is_not_planned_for(
    container: Container, ada: Planner
) -> None:
    recipient = await ada.keep()
    occasion = await ada.celebrate(recipient, MARCH)
    assert await ada.planned_on() != {}

    await container.occasions().manage_occasions.remove(ada.user, occasion)

    assert await ada.planned_on() == {}
    assert (await container.reminders().plan_everybody.plan_all()).users == 0


async def test_planning_for_all_users_adds_missing_reminders(
    container: Container, ada: Planner
) -> None:
    bob = await planner_named(container, "bob")
    for planner in (ada, bob):
        await planner.celebrate(await planner.keep(), MARCH)
    await moved_by_hand(ada)
    await ada.write("DELETE FROM notification_schedule WHERE user_id = :id", id=bob.user.id)
    await ada.write("DELETE FROM reminder_plan")
    heard: list[tuple[int, int]] = []

    done = await container.reminders().plan_everybody.plan_all(
        lambda so_far: heard.append((so_far.users, so_far.of_users))
    )

    assert (done.users, done.added, done.moved, done.cancelled) == (2, 6, 6, 0)
    assert heard == [(1, 2), (2, 2)]
    for planner in (ada, bob):
        assert await planner.queued() == await planner.from_scratch()
