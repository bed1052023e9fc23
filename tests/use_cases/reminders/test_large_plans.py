"""A change of a user with very many occasions is answered before their reminders are planned."""

from builders.reminders.planner import Planner
from gifter_app.container import Container
from gifter_domain.reminders.ports import OUTDATED
from gifter_domain.shared.civil_dates import CivilDate


def calendar_of_birthdays(count: int) -> bytes:
    """Returns a calendar file with the birthdays of so many people."""
    events = "".join(
        f"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:1980{1 + n % 12:02}{1 + n % 28:02}\r\n"
        f"RRULE:FREQ=YEARLY\r\nSUMMARY:Person {n}'s birthday\r\nEND:VEVENT\r\n"
        for n in range(count)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()


async def test_workers_plan_for_a_user_with_more_than_500_occasions(
    container: Container, ada: Planner
) -> None:
    await container.occasions().import_birthdays.execute(ada.user, calendar_of_birthdays(500))
    assert await ada.queued() == await ada.from_scratch() != {}

    await ada.celebrate(await ada.keep("Zora"), CivilDate(6, 1))

    assert await ada.planned_on() == {ada.user.id: OUTDATED}
    await container.reminders().plan_everybody.plan_changed()
    assert await ada.queued() == await ada.from_scratch()
