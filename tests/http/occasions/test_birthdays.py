"""Birthdays of recipients as occasions, over HTTP."""

import asyncio
from typing import Any

from builders.occasions.api import follow_birthday, make_occasion, upcoming
from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Someone, error_of


async def test_repeated_calls_make_one_birthday_occasion(ada: Someone, ana: dict[str, Any]) -> None:
    made, *again = await asyncio.gather(*(follow_birthday(ada, ana) for _ in range(4)))

    assert (made["type"], made["date"], made["recurrence"]) == ("BIRTHDAY", "1988-02-29", "YEARLY")
    assert made["followsBirthday"]
    assert again == [made] * 3
    assert (await ada.get("/v1/occasions"))["items"] == [made]


async def test_a_friends_birthday_occasion_uses_the_recipients_birthday(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    recipient = await make_friend_recipient(ada, bob, birthday="--04-15")

    assert (await follow_birthday(ada, recipient))["date"] == "--04-15"


async def test_an_existing_birthday_occasion_starts_to_follow_the_recipient(
    ada: Someone, ana: dict[str, Any]
) -> None:
    there = await make_occasion(ada, ana, type="BIRTHDAY", date="1988-02-28", title="Ana!")

    followed = await follow_birthday(ada, ana)

    assert (followed["id"], followed["title"]) == (there["id"], "Ana!")
    assert (followed["date"], followed["followsBirthday"]) == ("1988-02-29", True)
    assert (await ada.get("/v1/occasions"))["items"] == [followed]


async def test_the_occasion_moves_with_the_birthday(ada: Someone, ana: dict[str, Any]) -> None:
    made = await follow_birthday(ada, ana)
    recipient, occasion = f"/v1/recipients/{ana['id']}", f"/v1/occasions/{made['id']}"

    await ada.client.patch(recipient, json={"birthday": "1988-03-01"})
    assert await ada.get(occasion) == made | {"date": "1988-03-01"}
    await ada.client.patch(recipient, json={"birthday": None})
    assert error_of(await ada.client.get(occasion)) == (404, "occasion_not_found")
    assert await upcoming(ada) == []
    await ada.client.patch(recipient, json={"birthday": "--12-24"})
    assert await ada.get(occasion) == made | {"date": "--12-24"}
    assert await upcoming(ada, days=60) == [("2026-12-24", "BIRTHDAY")]


async def test_a_birthday_occasion_is_moved_only_by_changing_the_recipient(
    ada: Someone, ana: dict[str, Any]
) -> None:
    made = await follow_birthday(ada, ana)
    address = f"/v1/occasions/{made['id']}"

    for change in ({"date": "1988-03-01"}, {"type": "OTHER"}, {"recurrence": "NONE"}):
        answer = await ada.client.patch(address, json=change)
        assert error_of(answer) == (409, "occasion_day_fixed")
    same = {"date": made["date"], "type": "BIRTHDAY", "title": "Ana turns", "atLocal": "10:00"}
    changed = await ada.client.patch(address, json=same)
    assert changed.json() == made | same | {"isAllDay": False}


async def test_a_recipient_without_a_birthday_gets_no_birthday_occasion(
    ada: Someone, bob: Someone
) -> None:
    address = f"/v1/recipients/{(await make_recipient(ada))['id']}/birthday-occasion"

    assert error_of(await ada.client.post(address)) == (409, "birthday_unknown")
    assert error_of(await bob.client.post(address)) == (404, "recipient_not_found")


async def test_merged_recipients_have_one_birthday_occasion(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    external = await make_recipient(ada, name="Bobby", birthday="1990-04-15")
    friend = await make_friend_recipient(ada, bob, birthday="--04-15")
    kept, _ = await follow_birthday(ada, external), await follow_birthday(ada, friend)
    wedding = await make_occasion(ada, friend)

    linked = await ada.client.post(f"/v1/recipients/{external['id']}/link", json={"userId": bob.id})

    assert linked.status_code == 200
    assert (await ada.get("/v1/occasions"))["items"] == [
        kept,
        wedding | {"recipientId": external["id"]},
    ]
