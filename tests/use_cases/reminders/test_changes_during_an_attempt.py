"""A change made while a reminder is being sent applies to it after the attempt failed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from builders.core.clocks import FixedClock
from builders.reminders.dispatching import Dispatching, put_devices
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_domain.notifications.senders import TryLater
from gifter_domain.shared.civil_dates import CivilDate

ON = CivilDate(11, 24)
Change = Callable[[Planner, str], Awaitable[None]]


@pytest.fixture
async def dispatching(container: Container, ada: Planner) -> Dispatching:
    """Gives Ada a phone that is busy at first, and an e-mail address."""
    await put_devices(container.database(), "phone", user_id=ada.user.id)
    await ada.write("UPDATE user_account SET email = 'a@example.com', email_verified = true")
    dispatching = Dispatching(container)
    dispatching.push.answers["phone"] = [TryLater(None, "busy")]
    return dispatching


async def the_worker_goes_on(
    container: Container, dispatching: Dispatching, clock: FixedClock
) -> None:
    """Repeatedly sends due reminders, and plans for users with an outdated plan."""
    for _ in range(3):
        dispatching.clock.move(timedelta(seconds=30))
        clock.move(timedelta(seconds=30))
        await dispatching.run()
        await container.reminders().plan_everybody.roll_forward()


async def no_push(ada: Planner, _: str) -> None:
    await ada.prefer(push=False)


async def another_date(ada: Planner, occasion: str) -> None:
    await ada.move(occasion, CivilDate(6, 1))


async def another_policy(ada: Planner, _: str) -> None:
    await ada.prefer(default_policy_id="relaxed")


async def off_and_on(ada: Planner, _: str) -> None:
    await ada.prefer(push=False)
    await ada.prefer(push=True)


async def next_door(ada: Planner, occasion: str) -> None:
    await ada.move(occasion, CivilDate(11, 23))


@pytest.mark.parametrize("dies", [False, True])
@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (no_push, []),
        (another_date, []),
        (another_policy, []),  # the reminder of two weeks before waits for the next morning
        (off_and_on, ["Ana’s anniversary is in 3 days"]),
        (next_door, ["Ana’s anniversary is in 2 days"]),
    ],
)
async def test_a_failed_attempt_is_not_retried_if_its_reminder_was_replanned_meanwhile(
    container: Container,
    clock: FixedClock,
    ada: Planner,
    dispatching: Dispatching,
    change: Change,
    expected: list[str],
    dies: bool,
) -> None:
    occasion = await ada.celebrate(await ada.keep(), ON)

    async def meanwhile() -> None:
        dispatching.push.before = None
        await change(ada, occasion)
        if dies:
            await ada.write("UPDATE notification_schedule SET lease_id = 'x' WHERE lease_id <> ''")

    dispatching.push.before = meanwhile
    await dispatching.run()
    if dies:
        dispatching.clock.move(dispatching.lease)
    await the_worker_goes_on(container, dispatching, clock)

    assert [notice.title for _, notice in dispatching.push.sent[1:]] == expected
    assert (await ada.queued()).keys() <= (await ada.from_scratch()).keys()


async def test_a_reminder_moved_during_a_failed_attempt_is_sent_at_its_new_time(
    container: Container, clock: FixedClock, ada: Planner, dispatching: Dispatching
) -> None:
    occasion = await ada.celebrate(await ada.keep(), ON)
    clock.move(timedelta(seconds=1))

    async def meanwhile() -> None:
        dispatching.push.before = None
        await ada.live_in("Pacific/Honolulu")  # it is two in the morning there

    dispatching.push.before = meanwhile
    await dispatching.run()
    await the_worker_goes_on(container, dispatching, clock)

    assert len(dispatching.push.sent) == 1
    key = (occasion, date(2026, 11, 24), 3, "PUSH")
    due = datetime(2026, 11, 21, 19, tzinfo=UTC)
    assert (await ada.queued())[key] == (await ada.from_scratch())[key] == (due, "ON_TIME")


async def test_a_user_who_unsubscribes_during_an_attempt_does_not_get_the_mail_again(
    container: Container, clock: FixedClock, ada: Planner, dispatching: Dispatching
) -> None:
    await ada.celebrate(await ada.keep(), ON)
    link = container.reminders().unsubscribe_links.link(ada.user.id)
    (token,) = parse_qs(urlsplit(link).query)["token"]
    dispatching.mail.answers = [TryLater(None, "greylisted")]
    dispatching.mail.before = lambda: container.reminders().unsubscribe.execute(token)

    await dispatching.run()
    await the_worker_goes_on(container, dispatching, clock)

    assert len(dispatching.mail.sent) == 1
