"""Birthdays that one import brings come in one notice, on the next morning."""

from datetime import timedelta

from litestar import Litestar
from sqlalchemy import text

from builders.core.clocks import NOON, FixedClock
from builders.people.users import Join
from builders.reminders.dispatching import Dispatching, put_devices
from gifter_app.container import Container

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana")


def a_calendar() -> bytes:
    """Returns eight birthdays, from four to eleven days after the clock's day."""
    events = [
        line
        for number, name in enumerate(NAMES)
        for line in (
            "BEGIN:VEVENT",
            f"UID:birthday-{number}@example.com",
            f"DTSTART;VALUE=DATE:1990{NOON + timedelta(days=4 + number):%m%d}",
            f"SUMMARY:{name}'s birthday",
            "RRULE:FREQ=YEARLY",
            "END:VEVENT",
        )
    ]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Contacts//EN", *events, "END:VCALENDAR"]
    return "\r\n".join([*lines, ""]).encode()


async def test_eight_imported_birthdays_are_one_push_and_one_mail(
    container: Container, app: Litestar, join: Join, clock: FixedClock
) -> None:
    dispatching, ada = Dispatching(container), await join("Ada")
    await put_devices(container.database(), "phone", user_id=ada.id)
    async with container.database().transaction() as connection:
        verified = "UPDATE user_account SET email = 'ada@example.com', email_verified = true"
        await connection.execute(text(verified))

    headers = {"Content-Type": "text/calendar"}
    imported = await ada.client.post("/v1/occasions/import", content=a_calendar(), headers=headers)
    assert imported.status_code == 200, imported.text
    assert len(imported.json()["created"]) == len(NAMES)

    await dispatching.run()
    assert (dispatching.push.sent, dispatching.mail.sent) == ([], [])
    clock.time = dispatching.clock.time = NOON.replace(hour=9) + timedelta(days=1)
    await dispatching.run()

    ((_, notice),) = dispatching.push.sent
    (mail,) = dispatching.mail.sent
    assert notice.title == mail.subject
    assert "occasions are coming up" in notice.title
    for name in NAMES:
        assert f"{name}’s birthday" in notice.body
        assert f"{name}’s birthday" in mail.text
