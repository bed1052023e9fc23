"""Recipients who are friends: made, linked, joined, and what is left when a friendship ends."""

import asyncio
from datetime import timedelta
from typing import Any

from builders.core.clocks import FixedClock
from builders.people.recipients_api import keep, keep_friend, names
from builders.people.users import Join, Someone, error_of

TOLD = {"relationship": "brother", "birthday": "1985-04-15", "notes": "likes tea"}


async def link(owner: Someone, recipient_id: str, user_id: str) -> dict[str, Any]:
    path = f"/v1/recipients/{recipient_id}/link"
    answer = await owner.client.post(path, json={"userId": user_id})
    assert answer.status_code == 200, answer.text
    linked: dict[str, Any] = answer.json()
    return linked


async def test_a_friend_is_a_recipient_by_the_name_of_their_account(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)

    made = await keep_friend(ada, bob, **TOLD)

    assert (made["type"], made["userId"], made["name"]) == ("USER", bob.id, "Bob")
    assert made["relationshipKind"] == "brother"
    assert await ada.get("/v1/recipients") == {"items": [made], "nextCursor": None}


async def test_a_friend_may_go_by_another_name_and_without_any(ada: Someone, join: Join) -> None:
    nameless, other = await join("nameless", ""), await join("other", "Other")
    await ada.befriend(nameless)
    await ada.befriend(other)

    assert (await keep_friend(ada, nameless))["name"] is None
    assert (await keep_friend(ada, other, name="O."))["name"] == "O."


async def test_one_may_be_one_s_own_recipient(ada: Someone) -> None:
    made = await keep_friend(ada, ada)

    assert (made["type"], made["userId"], made["name"]) == ("USER", ada.id, "Ada")


async def test_strangers_blockers_and_nobody_are_not_found_alike(
    ada: Someone, bob: Someone, join: Join
) -> None:
    asked = await join("asked")
    await ada.ask(asked)
    await bob.block(ada)
    made = await keep(ada)

    answers = [
        await ada.client.post(path, json=body)
        for user_id in (asked.id, bob.id, "nobody")
        for path, body in (
            ("/v1/recipients", {"type": "USER", "userId": user_id}),
            (f"/v1/recipients/{made['id']}/link", {"userId": user_id}),
        )
    ]

    assert {error_of(answer) for answer in answers} == {(404, "user_not_found")}
    assert len({answer.text for answer in answers}) == 1
    assert await ada.get(f"/v1/recipients/{made['id']}") == made


async def test_a_friend_is_one_recipient_at_most(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    body = {"type": "USER", "userId": bob.id}

    answers = await asyncio.gather(
        *(ada.client.post("/v1/recipients", json=body) for _ in range(10))
    )

    made = [answer.json() for answer in answers if answer.status_code == 201]
    refused = [answer for answer in answers if answer.status_code != 201]
    assert len(made) == 1
    assert {error_of(answer) for answer in refused} == {(409, "recipient_exists")}
    details = [answer.json()["error"]["details"] for answer in refused]
    assert details == [{"recipientId": made[0]["id"]}] * 9
    assert await names(ada) == ["Bob"]


async def test_an_expired_recipient_is_no_recipient_of_a_friend_s(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    await ada.befriend(bob)
    first = await keep_friend(ada, bob, isTemporary=True)
    clock.move(timedelta(days=7))

    second = await keep_friend(ada, bob)

    assert second["id"] != first["id"]
    assert await names(ada) == ["Bob"]


async def test_when_a_friendship_ends_the_recipient_stays_without_the_account(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cleo = await join("cleo", "Cleo")
    friendship = await ada.befriend(bob)
    await ada.befriend(cleo)
    of_bob, of_cleo = await keep_friend(ada, bob, **TOLD), await keep_friend(ada, cleo)

    await ada.client.delete(f"/v1/friends/{friendship}")
    await cleo.block(ada)

    apart = {"type": "EXTERNAL", "userId": None}
    left = (await ada.get("/v1/recipients"))["items"]
    assert left == [of_bob | apart, of_cleo | apart]
    assert await ada.get(f"/v1/recipients/{of_bob['id']}") == of_bob | apart
    await ada.befriend(bob)
    assert await ada.get(f"/v1/recipients/{of_bob['id']}") == of_bob


async def test_somebody_who_became_a_friend_is_linked_and_nothing_is_lost(
    ada: Someone, bob: Someone
) -> None:
    made = await keep(ada, name="Robert", **TOLD)
    await ada.befriend(bob)

    linked = await link(ada, made["id"], bob.id)

    assert linked == made | {"type": "USER", "userId": bob.id}
    assert await link(ada, made["id"], bob.id) == linked
    assert await ada.get("/v1/recipients") == {"items": [linked], "nextCursor": None}
    assert await names(bob) == []


async def test_a_recipient_who_is_one_friend_is_not_another(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cleo = await join("cleo", "Cleo")
    await ada.befriend(bob)
    await ada.befriend(cleo)
    made = await keep_friend(ada, bob)

    path = f"/v1/recipients/{made['id']}/link"
    answer = await ada.client.post(path, json={"userId": cleo.id})

    assert error_of(answer) == (409, "recipient_linked")
    assert await ada.get("/v1/recipients") == {"items": [made], "nextCursor": None}


async def test_a_friend_who_is_two_recipients_becomes_one(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    external = await keep(ada, name="Robert", birthday="--04-15", notes="size M")
    friend = await keep_friend(ada, bob, **TOLD)

    joined = await link(ada, external["id"], bob.id)

    assert joined == external | TOLD | {
        "type": "USER",
        "userId": bob.id,
        "relationshipKind": "brother",
        "notes": "size M\n\nBob\n\nbrother\n\nlikes tea",
    }
    assert await ada.get("/v1/recipients") == {"items": [joined], "nextCursor": None}
    gone = await ada.client.get(f"/v1/recipients/{friend['id']}")
    assert error_of(gone) == (404, "recipient_not_found")


async def test_birthdays_that_contradict_each_other_are_reported_and_nothing_changes(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    external = await keep(ada, name="Robert", birthday="--04-16")
    friend = await keep_friend(ada, bob, **TOLD)
    path = f"/v1/recipients/{external['id']}/link"

    refused = await ada.client.post(path, json={"userId": bob.id})

    assert error_of(refused) == (409, "birthday_conflict")
    assert refused.json()["error"]["details"] == {
        "birthdays": ["--04-16", "1985-04-15"],
        "recipientId": friend["id"],
    }
    assert (await ada.get("/v1/recipients"))["items"] == [external, friend]

    await ada.client.patch(f"/v1/recipients/{external['id']}", json={"birthday": "--04-15"})
    assert (await link(ada, external["id"], bob.id))["birthday"] == "1985-04-15"


async def test_two_recipients_linked_to_one_friend_at_once_become_one(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    one, other = await keep(ada, name="Rob"), await keep(ada, name="Robert")

    answers = await asyncio.gather(
        *(
            ada.client.post(f"/v1/recipients/{recipient['id']}/link", json={"userId": bob.id})
            for recipient in (one, other)
        )
    )

    [left] = (await ada.get("/v1/recipients"))["items"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (left["userId"], left["notes"]) in [(bob.id, "Rob"), (bob.id, "Robert")]
