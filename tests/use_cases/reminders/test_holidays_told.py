"""What users are told of the birthdays and holidays they switched on, on PostgreSQL."""

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
    """What is in the inbox once everything has been told that is due by then."""
    for clock in (container.clock(), dispatching.clock):
        assert isinstance(clock, FixedClock | SharedFixedClock)
        clock.move(timedelta(days=days))
    await dispatching.run()
    return await inbox_titles(container.database())


async def test_a_holiday_is_told_in_the_language_that_its_reader_has_by_then(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    await occasions.add_holiday(ada.user, await ada.keep(), "DE:saint_nicholas_day")
    await ada.write("UPDATE user_account SET language = 'de'")

    told = await days_later(12, container, dispatching)

    assert set(told) == {"In 3 Tagen: Nikolaus (Ana)"}


async def test_a_holiday_that_is_switched_off_and_on_is_not_told_again(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    ana = await ada.keep()
    await days_later(20, container, dispatching)
    first = await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    told = await days_later(0, container, dispatching)
    assert told == ["Christmas (Ana) is in 14 days"]

    await occasions.remove_holiday(ada.user, ana, CHRISTMAS)
    await days_later(0.8, container, dispatching)
    again = await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    assert await days_later(0, container, dispatching) == told
    await occasions.remove(ada.user, again.id)
    await occasions.add_holiday(ada.user, ana, CHRISTMAS)
    assert await days_later(2, container, dispatching) == told

    assert len(await days_later(9, container, dispatching)) == 2
    assert again.id == first.id


async def test_a_birthday_that_is_followed_again_is_told_again_only_on_another_day(
    container: Container, ada: Planner, dispatching: Dispatching, occasions: ManageOccasions
) -> None:
    ana = await ada.keep()
    await born(ada, ana, Birthday(12, 5))
    first = await occasions.follow_birthday(ada.user, ana)
    told = await days_later(0, container, dispatching)
    assert told == ["Ana’s birthday is in 14 days"]

    await occasions.remove(ada.user, first.id)
    await days_later(1, container, dispatching)
    await container.occasions().import_birthdays.execute(ada.user, ANAS_BIRTHDAY)
    assert await days_later(0, container, dispatching) == told
    (followed,) = await container.occasions().occasion_reads.all_of(ada.user.id)
    assert followed.id == first.id

    await occasions.remove(ada.user, first.id)
    await born(ada, ana, Birthday(12, 6))
    assert (await occasions.follow_birthday(ada.user, ana)).id == first.id
    moved = await days_later(0, container, dispatching)
    assert moved == ["Ana’s birthday is in 14 days"] * 2


@pytest.mark.parametrize("also", ["nothing", "on", "off"])
async def test_two_recipients_who_become_one_are_not_told_again_either(
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
    told = await days_later(0, container, dispatching)
    await occasions.remove_holiday(ada.user, ana, CHRISTMAS)
    if also == "off":
        await occasions.remove_holiday(ada.user, kept, CHRISTMAS)

    async with container.transactions()() as tx:
        await tx.recipients.merge(ada.user.id, ana, into_id=kept)
    for _ in range(2):
        await occasions.remove_holiday(ada.user, kept, CHRISTMAS)
        await occasions.add_holiday(ada.user, kept, CHRISTMAS)

    assert await days_later(1, container, dispatching) == told


async def born(owner: Planner, recipient_id: str, on: Birthday) -> None:
    recipients = owner.container.people().manage_recipients
    await recipients.change(owner.user, recipient_id, RecipientDetails(birthday=on))
