"""Reminders of birthdays and holidays, on PostgreSQL."""

from datetime import timedelta

import pytest

from builders.core.clocks import FixedClock
from builders.reminders.dispatching import Dispatching, SharedFixedClock, inbox_titles
from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_app.use_cases.occasions.manage_occasions import ManageOccasions
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient import RecipientDetails

CHRISTMAS = "GB:christmas"
ANAS_BIRTHDAY = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:16041205
RRULE:FREQ=YEARLY
SUMMARY:Ana's Birthday
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def dispatching(container: Container) -> Dispatching:
    return Dispatching(container)


@pytest.fixture
def occasions(container: Container) -> ManageOccasions:
    return container.occasions().manage_occasions


async def days_later(days: float, container: Container, dispatching: Dispatching) -> list[str]:
    """Sends all reminders that are due after so many days, and returns the titles in the inbox."""
    for clock in (container.clock(), dispatching.clock):
        assert isinstance(clock, FixedClock | SharedFixedClock)
        clock.move(timedelta(days=days))
    await dispatching.run()
    return await inbox_titles(container.database())


async def test_a_holiday_reminder_is_in_the_readers_present_language(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    await occasions.add_holiday(ada.user, await ada.keep(), "DE:saint_nicholas_day")
    await ada.write("UPDATE user_account SET language = 'de'")

    sent = await days_later(12, container, dispatching)

    assert set(sent) == {"In 3 Tagen: Nikolaus (Ana)"}


async def test_a_holiday_that_was_removed_and_added_again_is_not_sent_again(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    ana = await ada.keep()
    await days_later(20, container, dispatching)
    first = await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    sent = await days_later(0, container, dispatching)
    assert sent == ["Christmas (Ana) is in 14 days"]

    await occasions.remove_holiday(ada.user, ana, CHRISTMAS)
    await days_later(0.8, container, dispatching)
    again = await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    assert await days_later(0, container, dispatching) == sent
    await occasions.remove(ada.user, again.id)
    await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    assert await days_later(2, container, dispatching) == sent

    assert len(await days_later(9, container, dispatching)) == 2
    assert again.id == first.id


async def test_a_birthday_that_is_followed_again_is_sent_again_only_for_another_date(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    ana = await ada.keep()
    await born(ada, ana, Birthday(12, 5))
    first = await occasions.follow_birthday(ada.user, ana)
    sent = await days_later(0, container, dispatching)
    assert sent == ["Ana’s birthday is in 14 days"]

    await occasions.remove(ada.user, first.id)
    await days_later(1, container, dispatching)
    await container.occasions().import_birthdays.execute(ada.user, ANAS_BIRTHDAY)
    assert await days_later(0, container, dispatching) == sent
    (followed,) = await container.occasions().occasion_reads.all_of(ada.user.id)
    assert followed.id == first.id

    await occasions.remove(ada.user, first.id)
    await born(ada, ana, Birthday(12, 6))
    assert (await occasions.follow_birthday(ada.user, ana)).id == first.id
    moved = await days_later(0, container, dispatching)
    assert moved == ["Ana’s birthday is in 14 days"] * 2


@pytest.mark.parametrize("also", ["nothing", "on", "off"])
async def test_merged_recipients_do_not_cause_reminders_to_be_sent_again(
    container: Container,
    ada: Planner,
    dispatching: Dispatching,
    occasions: ManageOccasions,
    also: str,
) -> None:
    ana, kept = await ada.keep("Ana"), await ada.keep("Anna")
    await days_later(20, container, dispatching)
    await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    if also != "nothing":
        await occasions.add_holiday(ada.user, kept, CHRISTMAS)
    sent = await days_later(0, container, dispatching)
    await occasions.remove_holiday(ada.user, ana, CHRISTMAS)
    if also == "off":
        await occasions.remove_holiday(ada.user, kept, CHRISTMAS)

    async with container.transactions()() as tx:
        await tx.recipients.merge(ada.user.id, ana, into_id=kept)
    for _ in range(2):
        await occasions.remove_holiday(ada.user, kept, CHRISTMAS)
        await occasions.add_holiday(ada.user, kept, CHRISTMAS)

    assert await days_later(1, container, dispatching) == sent


async def born(owner: Planner, recipient_id: str, on: Birthday) -> None:
    recipients = owner.container.people().manage_recipients
    await recipients.change(owner.user, recipient_id, RecipientDetails(birthday=on))
