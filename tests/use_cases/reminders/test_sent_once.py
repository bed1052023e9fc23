"""After outages and retries, each occasion is announced once a day with one sentence."""

from datetime import timedelta

import pytest

from builders.core.clocks import NOON, FixedClock
from builders.reminders.dispatching import Dispatching, inbox_titles, put_devices
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_domain.notifications.senders import TryLater
from gifter_domain.reminders.policy import Channel, Offset, PolicyChanges
from gifter_domain.shared.civil_dates import CivilDate

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
LATE = "Ana’s anniversary is tomorrow"


@pytest.fixture
async def dispatching(container: Container, clock: FixedClock, ada: Planner) -> Dispatching:
    """Gives Ada a phone, and last-minute reminders of an anniversary on 24 November."""
    await put_devices(container.database(), "phone", user_id=ada.user.id)
    await ada.prefer(default_policy_id="last-minute", email=False)
    await ada.celebrate(await ada.keep(), CivilDate(11, 24))
    return Dispatching(container)


def titles(dispatching: Dispatching) -> list[str]:
    return [notice.title for _, notice in dispatching.push.sent]


def move(dispatching: Dispatching, clock: FixedClock, by: timedelta) -> None:
    dispatching.clock.move(by)
    clock.move(by)


async def ends(ada: Planner) -> list[tuple[int, str]]:
    rows = [row for row in await ada.rows() if row.occurrence_on.year == 2026]
    return [(row.days_before, row.status) for row in rows]


@pytest.mark.parametrize("planned_first", [False, True])
async def test_after_an_outage_of_two_days_only_the_latest_reminder_is_sent(
    container: Container,
    clock: FixedClock,
    ada: Planner,
    dispatching: Dispatching,
    planned_first: bool,
) -> None:
    move(dispatching, clock, 2 * DAY)
    if planned_first:
        await container.reminders().plan_everybody.roll_forward()

    previewed = await dispatching.dispatch.preview()
    await dispatching.run()

    assert [one.key.days_before for notice in previewed for one in notice.reminders] == [1]
    assert titles(dispatching) == await inbox_titles(container.database()) == [LATE]
    assert await ends(ada) == [(0, "QUEUED"), (1, "SENT"), (2, "CANCELLED")]


async def test_a_late_reminder_is_not_sent_on_the_morning_of_the_next_one(
    clock: FixedClock, ada: Planner, dispatching: Dispatching
) -> None:
    move(dispatching, clock, 2 * DAY - 4 * HOUR)  # 08:00; the next reminder is due at 09:00

    await dispatching.run()
    assert titles(dispatching) == []
    move(dispatching, clock, HOUR)
    await dispatching.run()

    assert titles(dispatching) == [LATE]


async def test_retries_end_when_the_next_reminder_is_sent(
    container: Container, clock: FixedClock, ada: Planner, dispatching: Dispatching
) -> None:
    dispatching.push.answers["phone"] = [TryLater(DAY, "busy")]
    move(dispatching, clock, DAY - 2 * HOUR)
    await dispatching.run()
    for hours in (23, 1, 1):
        move(dispatching, clock, hours * HOUR)
        await dispatching.run()

    assert titles(dispatching) == ["Ana’s anniversary is in 2 days", LATE]
    assert await ends(ada) == [(0, "QUEUED"), (1, "SENT"), (2, "CANCELLED")]


@pytest.mark.parametrize("ends_by", ["a change", "being late"])
async def test_a_reminder_that_one_device_has_counts_as_sent(
    container: Container, clock: FixedClock, ada: Planner, dispatching: Dispatching, ends_by: str
) -> None:
    await put_devices(container.database(), "tablet", user_id=ada.user.id)
    dispatching.push.answers["tablet"] = [TryLater(None, "busy")]
    move(dispatching, clock, DAY - 3 * HOUR)
    await dispatching.run()
    assert sorted(dispatching.push.tokens) == ["phone", "tablet"]

    if ends_by == "a change":
        await ada.prefer(default_policy_id="standard")  # 3 days before: sent as a catch-up
    else:
        move(dispatching, clock, 3 * DAY)
    await dispatching.run()

    assert [each for each in await ends(ada) if each[0] in (2, 3)] == [(2, "SENT")]
    assert dispatching.push.tokens.count("phone") == 1


async def test_a_reminder_dropped_for_the_next_one_is_sent_if_that_is_cancelled(
    container: Container, clock: FixedClock, ada: Planner, dispatching: Dispatching
) -> None:
    move(dispatching, clock, 2 * DAY - 4 * HOUR)
    await dispatching.run()

    offsets = (Offset(2, NOON.time()),)
    fields = PolicyChanges(name="Two", offsets=offsets, channels=(Channel.PUSH,))
    policy = await container.reminders().manage_reminder_policies.create(ada.user, fields)
    await ada.prefer(default_policy_id=policy.id)
    await dispatching.run()

    assert titles(dispatching) == [LATE]
    assert await ends(ada) == [(0, "CANCELLED"), (1, "CANCELLED"), (2, "SENT")]
