"""Recipients who are friends: creating, linking, merging, and the end of the friendship."""

import asyncio
from datetime import timedelta
from typing import Any

from builders.core.clocks import FixedClock
from builders.people.recipients_api import make_friend_recipient, make_recipient, recipient_names
from builders.people.users import Join, Someone, error_of

DETAILS = {"relationship": "brother", "birthday": "1985-04-15", "notes": "likes tea"}


async def link(owner: Someone, recipient_id: str, user_id: str) -> dict[str, Any]:
    path = f"/v1/recipients/{recipient_id}/link"
    answer = await owner.client.post(path, json={"userId": user_id})
    assert answer.status_code == 200, answer.text
    linked: dict[str, Any] = answer.json()
    return linked


async def test_a_recipient_who_is_a_friend_has_the_name_of_their_account(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)

    made = await make_friend_recipient(ada, bob, **DETAILS)

    assert (made["type"], made["userId"], made["name"]) == ("USER", bob.id, "Bob")
    assert made["relationshipKind"] == "brother"
    assert await ada.get("/v1/recipients") == {"items": [made], "nextCursor": None}


async def test_a_friend_as_recipient_may_have_another_name_or_none(
    ada: Someone, join: Join
) -> None:
    nameless, other = await join("nameless", ""), await join("other", "Other")
    await ada.befriend(nameless)
    await ada.befriend(other)

    assert (await make_friend_recipient(ada, nameless))["name"] is None
    assert (await make_friend_recipient(ada, other, name="O."))["name"] == "O."


async def test_a_user_can_be_their_own_recipient(ada: Someone) -> None:
    made = await make_friend_recipient(ada, ada)

    assert (made["type"], made["userId"], made["name"]) == ("USER", ada.id, "Ada")


async def test_strangers_blockers_and_unknown_ids_get_the_same_not_found(
    ada: Someone, bob: Someone, join: Join
) -> None:
    asked = await join("asked")
    await ada.ask(asked)
    await bob.block(ada)
    made = await make_recipient(ada)

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


async def test_a_friend_is_at_most_one_recipient(ada: Someone, bob: Someone) -> None:
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
    assert await recipient_names(ada) == ["Bob"]


async def test_a_friend_whose_recipient_expired_can_be_added_again(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    await ada.befriend(bob)
    first = await make_friend_recipient(ada, bob, isTemporary=True)
    clock.move(timedelta(days=7))

    second = await make_friend_recipient(ada, bob)

    assert second["id"] != first["id"]
    assert await recipient_names(ada) == ["Bob"]


async def test_the_end_of_a_friendship_keeps_the_recipient_without_the_account(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cleo = await join("cleo", "Cleo")
    friendship = await ada.befriend(bob)
    await ada.befriend(cleo)
    of_bob, of_cleo = (
        await make_friend_recipient(ada, bob, **DETAILS),
        await make_friend_recipient(ada, cleo),
    )

    await ada.client.delete(f"/v1/friends/{friendship}")
    await cleo.block(ada)

    apart = {"type": "EXTERNAL", "userId": None}
    left = (await ada.get("/v1/recipients"))["items"]
    assert left == [of_bob | apart, of_cleo | apart]
    assert await ada.get(f"/v1/recipients/{of_bob['id']}") == of_bob | apart
    await ada.befriend(bob)
    assert await ada.get(f"/v1/recipients/{of_bob['id']}") == of_bob


async def test_linking_a_recipient_to_a_new_friend_keeps_its_details(
    ada: Someone, bob: Someone
) -> None:
    made = await make_recipient(ada, name="Robert", **DETAILS)
    await ada.befriend(bob)

    linked = await link(ada, made["id"], bob.id)

    assert linked == made | {"type": "USER", "userId": bob.id}
    assert await link(ada, made["id"], bob.id) == linked
    assert await ada.get("/v1/recipients") == {"items": [linked], "nextCursor": None}
    assert await recipient_names(bob) == []


async def test_a_recipient_linked_to_one_friend_cannot_be_linked_to_another(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cleo = await join("cleo", "Cleo")
    await ada.befriend(bob)
    await ada.befriend(cleo)
    made = await make_friend_recipient(ada, bob)

    path = f"/v1/recipients/{made['id']}/link"
    answer = await ada.client.post(path, json={"userId": cleo.id})

    assert error_of(answer) == (409, "recipient_linked")
    assert await ada.get("/v1/recipients") == {"items": [made], "nextCursor": None}


async def test_linking_merges_two_recipients_of_the_same_friend(ada: Someone, bob: Someone) -> None:
    await ada.befriend(bob)
    external = await make_recipient(ada, name="Robert", birthday="--04-15", notes="size M")
    friend = await make_friend_recipient(ada, bob, **DETAILS)

    joined = await link(ada, external["id"], bob.id)

    assert joined == external | DETAILS | {
        "type": "USER",
        "userId": bob.id,
        "relationshipKind": "brother",
        "notes": "size M\n\nBob\n\nbrother\n\nlikes tea",
    }
    assert await ada.get("/v1/recipients") == {"items": [joined], "nextCursor": None}
    gone = await ada.client.get(f"/v1/recipients/{friend['id']}")
    assert error_of(gone) == (404, "recipient_not_found")


async def test_a_merge_with_different_birthdays_is_refused_and_changes_nothing(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    external = await make_recipient(ada, name="Robert", birthday="--04-16")
    friend = await make_friend_recipient(ada, bob, **DETAILS)
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


async def test_concurrent_links_to_one_friend_leave_one_recipient(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    one, other = await make_recipient(ada, name="Rob"), await make_recipient(ada, name="Robert")

    answers = await asyncio.gather(
        *(
            ada.client.post(f"/v1/recipients/{recipient['id']}/link", json={"userId": bob.id})
            for recipient in (one, other)
        )
    )

    [left] = (await ada.get("/v1/recipients"))["items"]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (left["userId"], left["notes"]) in [(bob.id, "Rob"), (bob.id, "Robert")]
