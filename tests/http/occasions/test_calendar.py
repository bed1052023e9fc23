"""Occasions as an iCalendar feed over HTTP, and birthdays imported from a calendar file."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
from dateutil.rrule import rrulestr

from builders.core.clocks import FixedClock
from builders.occasions.api import enable_holiday, follow_birthday, make_occasion
from builders.occasions.ical import calendar_of
from builders.people.recipients_api import make_recipient
from builders.people.users import Join, Someone, error_of

FEED = "/v1/occasions/calendar.ics"


async def subscribe(user: Someone) -> str:
    answer = await user.client.post("/v1/occasions/calendar")
    assert answer.status_code == 201, answer.text
    created = answer.json()
    assert created["url"] == f"{user.client.base_url}{FEED}?token={created['token']}"
    token: str = created["token"]
    return token


async def read(client: httpx.AsyncClient, token: str) -> httpx.Response:
    return await client.get(FEED, params={"token": token})


async def events(user: Someone, client: httpx.AsyncClient) -> dict[str, Any]:
    """Returns the events of the user's calendar by title."""
    answer = await read(client, await subscribe(user))
    return {str(one["SUMMARY"]): one for one in calendar_of(answer.content).events}


def days(event: Any, first: int, last: int) -> list[date]:
    """Returns the dates on which a calendar program shows the event, by its recurrence rule."""
    begin = datetime.combine(event["DTSTART"].dt, datetime.min.time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=begin)
    return [
        each.date() for each in rule.xafter(begin, inc=True, count=10) if first <= each.year <= last
    ]


async def test_a_calendar_token_works_until_it_is_replaced_or_deleted(
    ada: Someone, client: httpx.AsyncClient
) -> None:
    token = await subscribe(ada)

    answer = await read(client, token)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    calendar = calendar_of(answer.content)
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", "Gifter")
    newer = await subscribe(ada)
    assert error_of(await read(client, token)) == (404, "calendar_not_found")
    for _ in range(2):
        assert (await ada.client.delete("/v1/occasions/calendar")).status_code == 204
    assert error_of(await read(client, newer)) == (404, "calendar_not_found")
    assert (await client.get(FEED)).status_code == 400


async def test_a_calendar_shows_the_first_and_last_possible_years(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any]
) -> None:
    for number, on in enumerate(("0001-01-01", "2999-12-31", "2100-02-28", "--02-29")):
        for at_local in (None, "23:59"):
            details = {"type": "ANNIVERSARY", "timezone": "Pacific/Kiritimati"}
            await make_occasion(
                ada, ana, **details, title=f"{number} {at_local}", date=on, atLocal=at_local
            )

    shown = await events(ada, client)

    assert len(shown) == 8
    assert shown["1 None (Ana)"]["DTSTART"].dt == date(2999, 12, 31)


async def test_an_unchanged_calendar_is_a_304(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any]
) -> None:
    token = await subscribe(ada)
    tag = {"If-None-Match": (await read(client, token)).headers["etag"]}

    assert (await client.get(FEED, params={"token": token}, headers=tag)).status_code == 304
    await follow_birthday(ada, ana)
    assert (await client.get(FEED, params={"token": token}, headers=tag)).status_code == 200


async def test_a_birthday_on_29_february_is_an_all_day_event_of_every_year(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any]
) -> None:
    made = await follow_birthday(ada, ana)
    await ada.client.patch(f"/v1/recipients/{ana['id']}", json={"notes": "loves xylophones"})

    event = (await events(ada, client))["Ana’s birthday"]

    assert event["UID"] == f"{made['id']}@gifter"
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert days(event, 2027, 2029) == [date(2027, 2, 28), date(2028, 2, 29), date(2029, 2, 28)]
    assert b"xylophones" not in (await read(client, await subscribe(ada))).content


async def test_an_event_with_a_wall_time_has_its_timezone_definition(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any]
) -> None:
    await make_occasion(ada, ana, title="Party", atLocal="18:30", timezone="America/New_York")

    answer = await read(client, await subscribe(ada))

    calendar = calendar_of(answer.content)
    (event,), (zone,) = calendar.events, calendar.timezones
    assert event["DTSTART"].params["TZID"] == zone["TZID"] == "America/New_York"
    assert event["DTSTART"].dt.astimezone(UTC) == datetime(2027, 6, 5, 22, 30, tzinfo=UTC)
    assert "RRULE" not in event
    assert all(len(line) <= 75 for line in answer.content.splitlines())


async def test_a_yearly_wall_time_is_right_ten_years_later(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any], clock: FixedClock
) -> None:
    details = {"type": "ANNIVERSARY", "date": "2020-07-04", "atLocal": "18:30"}
    await make_occasion(ada, ana, **details, timezone="America/New_York")
    token = await subscribe(ada)
    clock.time = datetime(2036, 11, 21, 12, tzinfo=UTC)

    calendar = calendar_of((await read(client, token)).content)

    (event,), (rules,) = calendar.events, calendar.timezones
    there = event["DTSTART"].dt.replace(year=2037, tzinfo=rules.to_tz(lookup_tzid=False))
    assert there.utcoffset() == timedelta(hours=-4)


async def test_a_movable_holiday_has_one_event_for_each_year(
    ada: Someone, client: httpx.AsyncClient, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2026, 1, 1, 12, tzinfo=UTC)
    await enable_holiday(ada, ana, "US:mothers_day")

    calendar = calendar_of((await read(client, await subscribe(ada))).content)

    assert [event["DTSTART"].dt for event in calendar.events][:2] == [
        date(2026, 5, 10),
        date(2027, 5, 9),
    ]
    assert len({str(event["UID"]) for event in calendar.events}) == 6


async def test_an_exported_calendar_is_imported_with_the_same_birthdays(
    ada: Someone, bob: Someone, client: httpx.AsyncClient, ana: dict[str, Any]
) -> None:
    cy = await make_recipient(ada, name="Cy, “the \\ second”; " + "ü" * 70, birthday="--12-24")
    kept = [await follow_birthday(ada, one) for one in (ana, cy)]
    await make_occasion(ada, ana)
    file = (await read(client, await subscribe(ada))).content

    first, *rest = await asyncio.gather(*(import_file(bob, file) for _ in range(3)))

    assert sorted(len(one["created"]) for one in (first, *rest)) == [0, 0, 2]
    assert {len(one["skipped"]) for one in (first, *rest)} == {1}
    assert first["skipped"][0]["reason"] == "not_a_birthday"
    theirs = (await bob.get("/v1/recipients"))["items"]
    assert [(one["name"], one["birthday"]) for one in theirs] == [
        ("Ana", "1988-02-29"),
        (cy["name"], "--12-24"),
    ]
    occasions = (await bob.get("/v1/occasions"))["items"]
    assert [one["date"] for one in occasions] == [one["date"] for one in kept]
    assert all(one["followsBirthday"] for one in occasions)


async def import_file(user: Someone, file: bytes) -> Any:
    answer = await user.client.post("/v1/occasions/import", content=file)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_existing_recipient_is_matched_on_import(
    ada: Someone, ana: dict[str, Any], join: Join
) -> None:
    there = await make_occasion(ada, ana, type="BIRTHDAY", date="1988-02-29", title="Ana!")
    file = b"\r\n".join(
        [
            b"BEGIN:VCALENDAR",
            b"BEGIN:VEVENT",
            b"DTSTART;VALUE=DATE:20260228",
            b"SUMMARY:Ana's Birthday",
            b"END:VEVENT",
            b"BEGIN:VEVENT",
            b"DTSTART;VALUE=DATE:16040229",
            b"RRULE:FREQ=YEARLY",
            b"SUMMARY:Ana's Birthday",
            b"END:VEVENT",
            b"END:VCALENDAR",
        ]
    )

    result = await import_file(ada, file)

    assert [(one["line"], one["reason"]) for one in result["skipped"]] == [(2, "not_a_birthday")]
    assert [(one["line"], one["recipientId"]) for one in result["matched"]] == [(6, ana["id"])]
    (occasion,) = (await ada.get("/v1/occasions"))["items"]
    assert (occasion["id"], occasion["followsBirthday"]) == (there["id"], True)


async def test_a_birthday_as_an_instant_is_its_date_in_the_users_timezone(ada: Someone) -> None:
    await ada.client.patch("/v1/me", json={"timezone": "Europe/Lisbon"})
    event = "DTSTART:19850414T230000Z\nRRULE:FREQ=YEARLY\nSUMMARY:Ana's birthday"

    await import_file(ada, f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT".encode())

    (ana,) = (await ada.get("/v1/recipients"))["items"]
    assert ana["birthday"] == "1985-04-15"


async def test_an_invalid_calendar_file_is_refused(ada: Someone) -> None:
    too_many = b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 5001
    for file, status in ((b"", 400), (b"BEGIN:VCARD", 400), (b"\xff\xfe", 400), (too_many, 413)):
        answer = await ada.client.post("/v1/occasions/import", content=file)
        assert answer.status_code == status
    assert (await ada.get("/v1/recipients"))["items"] == []


async def test_a_marked_anniversary_is_imported_once(ada: Someone) -> None:
    event = "DTSTART;VALUE=DATE:20120602\nRRULE:FREQ=YEARLY\nCATEGORIES:ANNIVERSARY"
    file = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nSUMMARY:Al (2012)\nEND:VEVENT".encode()

    for _ in range(2):
        await import_file(ada, file)

    (occasion,) = (await ada.get("/v1/occasions"))["items"]
    assert (occasion["type"], occasion["date"]) == ("ANNIVERSARY", "2012-06-02")
