"""Occasions over HTTP: creating, changing, listing, deleting, and validation."""

from datetime import timedelta
from typing import Any

from builders.core.clocks import FixedClock
from builders.occasions.api import WEDDING, make_occasion, upcoming
from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of, wrong_paths

WHOLE = {
    "type": "ANNIVERSARY",
    "title": "Ana and Rui",
    "date": "2015-06-05",
    "timezone": "Asia/Tokyo",
    "atLocal": "18:30",
    "recurrence": "YEARLY",
}


async def test_an_occasion_is_stored_as_it_was_sent(ada: Someone, ana: dict[str, Any]) -> None:
    made = await make_occasion(ada, ana, **WHOLE)

    assert made == WHOLE | {
        "id": made["id"],
        "recipientId": ana["id"],
        "isAllDay": False,
        "followsBirthday": False,
        "holiday": None,
        "reminderPolicyId": None,
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
    }
    assert await ada.get(f"/v1/occasions/{made['id']}") == made
    assert await ada.get("/v1/occasions") == {"items": [made], "nextCursor": None}


async def test_missing_fields_get_their_defaults(ada: Someone, ana: dict[str, Any]) -> None:
    made = [
        await make_occasion(ada, ana, type=kind) for kind in ("BIRTHDAY", "ANNIVERSARY", "WEDDING")
    ]

    assert [one["recurrence"] for one in made] == ["YEARLY", "YEARLY", "NONE"]
    assert {one["timezone"] for one in made} == {"Europe/London"}
    assert {(one["title"], one["atLocal"]) for one in made} == {(None, None)}


async def test_a_patch_changes_only_the_sent_fields_and_null_clears_one(
    ada: Someone, ana: dict[str, Any], clock: FixedClock
) -> None:
    made = await make_occasion(ada, ana, **WHOLE)
    address = f"/v1/occasions/{made['id']}"
    clock.move(timedelta(hours=1))

    changes = {"date": "2015-06-06", "type": "OTHER", "timezone": "Europe/Berlin"}
    changed = await ada.client.patch(address, json=changes)
    cleared = await ada.client.patch(address, json={"title": None, "atLocal": None})

    later = {"updatedAt": "2026-11-21T13:00:00Z"}
    assert changed.json() == made | changes | later
    all_day = {"title": None, "atLocal": None, "isAllDay": True}
    assert cleared.json() == made | changes | later | all_day
    assert await ada.get(address) == cleared.json()


async def test_an_occasion_is_deleted_alone_or_with_its_recipient(
    ada: Someone, ana: dict[str, Any]
) -> None:
    first, second = await make_occasion(ada, ana), await make_occasion(ada, ana)
    address = f"/v1/occasions/{first['id']}"

    assert (await ada.client.delete(address)).status_code == 204
    assert error_of(await ada.client.delete(address)) == (404, "occasion_not_found")
    assert await ada.get("/v1/occasions") == {"items": [second], "nextCursor": None}
    await ada.client.delete(f"/v1/recipients/{ana['id']}")
    assert (await ada.get("/v1/occasions"))["items"] == []


async def test_occasions_are_listed_in_pages_and_by_recipient(
    ada: Someone, ana: dict[str, Any]
) -> None:
    rui = await make_recipient(ada, name="Rui")
    made = [await make_occasion(ada, one) for one in (ana, rui, ana)]

    pages = []
    page = await ada.get("/v1/occasions", limit=2)
    while page["nextCursor"]:
        pages += page["items"]
        page = await ada.get("/v1/occasions", limit=2, cursor=page["nextCursor"])
    assert pages + page["items"] == made
    of_ana = (await ada.get("/v1/occasions", recipientId=ana["id"]))["items"]
    assert of_ana == [made[0], made[2]]


async def test_another_users_occasion_is_not_found(
    ada: Someone, bob: Someone, ana: dict[str, Any]
) -> None:
    address = f"/v1/occasions/{(await make_occasion(ada, ana))['id']}"

    body = WEDDING | {"recipientId": ana["id"]}
    assert error_of(await bob.client.post("/v1/occasions", json=body)) == (
        404,
        "recipient_not_found",
    )
    for answer in (
        await bob.client.get(address),
        await bob.client.patch(address, json={"title": "mine"}),
        await bob.client.delete(address),
    ):
        assert error_of(answer) == (404, "occasion_not_found")
    assert (await bob.get("/v1/occasions", recipientId=ana["id"]))["items"] == []
    assert await upcoming(bob) == []
    assert len(await upcoming(ada)) == 1


async def test_an_occasion_accepts_only_known_reminder_policies(
    ada: Someone, ana: dict[str, Any]
) -> None:
    made = await make_occasion(ada, ana, reminderPolicyId="relaxed")
    address = f"/v1/occasions/{made['id']}"

    assert made["reminderPolicyId"] == "relaxed"
    unknown = {"reminderPolicyId": "somebody-elses"}
    for answer in (
        await ada.client.patch(address, json=unknown),
        await ada.client.post("/v1/occasions", json=WEDDING | unknown | {"recipientId": ana["id"]}),
    ):
        assert error_of(answer) == (404, "reminder_policy_not_found")
    cleared = await ada.client.patch(address, json={"reminderPolicyId": None})
    assert cleared.json()["reminderPolicyId"] is None


async def test_is_all_day_clears_the_time_of_day(ada: Someone, ana: dict[str, Any]) -> None:
    made = await make_occasion(ada, ana, **WHOLE | {"isAllDay": False})
    address = f"/v1/occasions/{made['id']}"

    cleared = await ada.client.patch(address, json={"isAllDay": True})
    timed = await ada.client.patch(address, json={"isAllDay": False, "atLocal": "09:00"})

    assert made["isAllDay"] is False
    assert (cleared.json()["isAllDay"], cleared.json()["atLocal"]) == (True, None)
    assert (timed.json()["isAllDay"], timed.json()["atLocal"]) == (False, "09:00")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"date": "2027-02-29"}, "date"),
    ({"date": "05.06.2027"}, "date"),
    ({"date": "--06-05"}, "date"),
    ({"date": "3000-01-01"}, "date"),
    ({"timezone": "Mars/Olympus"}, "timezone"),
    ({"atLocal": "24:00"}, "atLocal"),
    ({"atLocal": "18:00", "isAllDay": True}, "isAllDay"),
    ({"isAllDay": False}, "isAllDay"),
    ({"title": " "}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"type": "HOLIDAY"}, "type"),
    ({"recurrence": "MONTHLY"}, "recurrence"),
]


async def test_an_invalid_field_is_reported(ada: Someone, ana: dict[str, Any]) -> None:
    made = await make_occasion(ada, ana)

    for wrong, path in WRONG:
        body = WEDDING | {"recipientId": ana["id"]} | wrong
        assert wrong_paths(await ada.client.post("/v1/occasions", json=body)) == [path]
        changed = await ada.client.patch(f"/v1/occasions/{made['id']}", json=wrong)
        assert wrong_paths(changed) == [path]


async def test_an_occasion_of_an_expired_recipient_is_not_found(
    ada: Someone, clock: FixedClock
) -> None:
    made = await make_occasion(ada, await make_recipient(ada, name="Cy", isTemporary=True))
    clock.move(timedelta(days=7))

    answer = await ada.client.get(f"/v1/occasions/{made['id']}")
    assert error_of(answer) == (404, "occasion_not_found")
    assert (await ada.get("/v1/occasions"))["items"] == []
    assert await upcoming(ada) == []
