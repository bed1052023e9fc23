"""Holidays over HTTP: the list of a country, and holidays enabled for a recipient."""

from datetime import UTC, datetime
from typing import Any

import httpx
from icalendar import Calendar

from builders.core.clocks import FixedClock
from builders.occasions.api import enable_holiday, upcoming
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Someone, error_of, wrong_paths


async def next_days(user: Someone, **query: str) -> dict[str, str]:
    items = (await user.get("/v1/holidays", **query))["items"]
    return {item["code"]: item["nextOn"] for item in items}


async def test_mothers_day_differs_by_country(ada: Someone) -> None:
    assert (await next_days(ada))["GB:mothers_day"] == "2027-03-07"
    assert (await next_days(ada, country="us"))["US:mothers_day"] == "2027-05-09"
    await ada.client.patch("/v1/me", json={"timezone": "Asia/Calcutta"})
    days = await next_days(ada)
    assert days["IN:diwali"] == "2027-10-29"
    assert list(days.values()) == sorted(days.values())


async def test_holidays_that_depend_on_the_moon_are_marked_as_approximate(ada: Someone) -> None:
    items = (await ada.get("/v1/holidays", country="MA"))["items"]

    marked = {item["code"] for item in items if item["approximate"]}
    assert marked == {"MA:eid_al_fitr", "MA:eid_al_adha"}


async def test_an_unknown_country_is_reported(ada: Someone) -> None:
    for country in ("XX", "GBR", "1"):
        answer = await ada.client.get("/v1/holidays", params={"country": country})
        assert wrong_paths(answer) == ["country"]


async def test_a_timezone_without_a_country_requires_the_country_parameter(ada: Someone) -> None:
    await ada.client.patch("/v1/me", json={"timezone": "Etc/UTC"})
    assert wrong_paths(await ada.client.get("/v1/holidays")) == ["country"]


async def test_enabling_and_disabling_a_holiday_are_repeatable(
    ada: Someone, ana: dict[str, Any]
) -> None:
    made = await enable_holiday(ada, ana, "GB:mothers_day")

    assert await enable_holiday(ada, ana, "GB:mothers_day") == made
    assert (made["type"], made["title"], made["date"]) == ("HOLIDAY", "Mother's Day", None)
    assert made["holiday"] == "GB:mothers_day"
    assert await upcoming(ada) == [("2027-03-07", "HOLIDAY")]
    address = f"/v1/recipients/{ana['id']}/holidays/GB:mothers_day"
    for _ in range(2):
        assert (await ada.client.delete(address)).status_code == 204
    assert (await ada.get("/v1/occasions"))["items"] == []


async def test_a_holiday_title_is_translated_unless_the_user_sets_one(
    ada: Someone, ana: dict[str, Any], client: httpx.AsyncClient
) -> None:
    made = await enable_holiday(ada, ana, "DE:saint_nicholas_day")
    address = f"/v1/occasions/{made['id']}"
    assert made["title"] == "Saint Nicholas Day"

    await ada.client.patch("/v1/me", json={"language": "de"})

    listed = (await ada.get("/v1/holidays", country="DE"))["items"]
    assert "Nikolaus" in {one["name"] for one in listed}
    (coming,) = (await ada.get("/v1/occasions/upcoming"))["items"]
    (kept,) = (await ada.get("/v1/occasions"))["items"]
    again = await enable_holiday(ada, ana, "DE:saint_nicholas_day")
    shown = [coming["occasion"], kept, again, await ada.get(address)]
    assert {one["title"] for one in shown} == {"Nikolaus"}
    assert await summaries(ada, client) == {"Nikolaus (Ana)"}

    for title, says in (("Stiefel!", "Stiefel!"), (None, "Nikolaus")):
        changed = await ada.client.patch(address, json={"title": title})
        assert changed.json()["title"] == says
        assert await summaries(ada, client) == {f"{says} (Ana)"}


async def summaries(user: Someone, client: httpx.AsyncClient) -> set[str]:
    """Returns the titles of the events in the user's calendar."""
    token = (await user.client.post("/v1/occasions/calendar")).json()["token"]
    file = (await client.get("/v1/occasions/calendar.ics", params={"token": token})).content
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(file).events}


async def test_a_movable_holiday_falls_on_its_date_of_each_year(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    clock.time = datetime(2027, 3, 1, 12, tzinfo=UTC)
    await enable_holiday(ada, ana, "GB:mothers_day")

    assert [day for day, _ in await upcoming(ada)] == ["2027-03-07", "2028-03-26"]


async def test_the_date_of_a_holiday_cannot_be_changed(ada: Someone, ana: dict[str, Any]) -> None:
    made = await enable_holiday(ada, ana, "GB:christmas")
    address = f"/v1/occasions/{made['id']}"

    moved = await ada.client.patch(address, json={"date": "2026-12-24"})
    assert error_of(moved) == (409, "occasion_day_fixed")
    named = await ada.client.patch(address, json={"title": "Christmas at Ana's"})
    assert named.json()["title"] == "Christmas at Ana's"


async def test_unknown_holidays_and_recipients_are_refused(
    ada: Someone, bob: Someone, ana: dict[str, Any]
) -> None:
    address = f"/v1/recipients/{ana['id']}/holidays"

    for code in ("GB:nonsense", "XX:christmas", "christmas"):
        assert error_of(await ada.client.put(f"{address}/{code}")) == (404, "holiday_not_found")
    for verb in (bob.client.put, bob.client.delete):
        assert error_of(await verb(f"{address}/GB:christmas")) == (404, "recipient_not_found")


async def test_merged_recipients_have_each_holiday_once(
    ada: Someone, bob: Someone, ana: dict[str, Any]
) -> None:
    await ada.befriend(bob)
    friend = await make_friend_recipient(ada, bob)
    kept = await enable_holiday(ada, ana, "GB:christmas")
    await enable_holiday(ada, friend, "GB:christmas")
    valentine = await enable_holiday(ada, friend, "GB:valentines_day")

    await ada.client.post(f"/v1/recipients/{ana['id']}/link", json={"userId": bob.id})

    assert (await ada.get("/v1/occasions"))["items"] == [
        kept,
        valentine | {"recipientId": ana["id"]},
    ]


async def test_a_holiday_occasion_is_deleted_with_its_recipient_only(ada: Someone) -> None:
    first, second = await make_recipient(ada, name="Rui"), await make_recipient(ada, name="Cy")
    await enable_holiday(ada, first, "GB:christmas")
    kept = await enable_holiday(ada, second, "GB:christmas")

    await ada.client.delete(f"/v1/recipients/{first['id']}")

    assert (await ada.get("/v1/occasions"))["items"] == [kept]
