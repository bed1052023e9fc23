"""Friend requests over HTTP: sending, accepting, declining, cancelling, and ending a friendship."""

from datetime import timedelta

import httpx
import pytest

from builders.core.clocks import FixedClock
from builders.people.users import Join, Someone, error_of, wrong_paths

NOBODY = "0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10"
PENDING = {
    "status": "PENDING",
    "createdAt": "2026-11-21T12:00:00Z",
    "updatedAt": "2026-11-21T12:00:00Z",
}


async def test_a_request_is_seen_by_both_until_it_is_accepted(ada: Someone, bob: Someone) -> None:
    asked = await ada.ask(bob)

    request = asked.json()
    sent_request = PENDING | {"id": request["id"], "fromUserId": ada.id, "toUserId": bob.id}
    assert (asked.status_code, request) == (201, sent_request | {"person": bob.seen})
    assert await ada.get("/v1/friend-requests", **{"in": "outgoing"}) == {
        "items": [request],
        "nextCursor": None,
    }
    incoming = sent_request | {"person": ada.seen}
    assert (await bob.get("/v1/friend-requests"))["items"] == [incoming]

    accepted = await bob.answer(request["id"], "accept")

    assert accepted.json() == incoming | {"status": "ACCEPTED"}
    for one, other in ((ada, bob), (bob, ada)):
        for direction in ("incoming", "outgoing"):
            assert not (await one.get("/v1/friend-requests", **{"in": direction}))["items"]
        assert (await one.get("/v1/friends"))["items"] == [
            {
                "id": request["id"],
                "person": other.seen,
                "createdAt": "2026-11-21T12:00:00Z",
                "profile": dict.fromkeys(("birthday", "bio", "location")) | {"interests": []},
            }
        ]


async def test_two_crossing_requests_make_a_friendship(ada: Someone, bob: Someone) -> None:
    first = await ada.ask(bob)
    crossed = await bob.ask(ada)

    assert crossed.json()["status"] == "ACCEPTED"
    assert crossed.json()["id"] == first.json()["id"]
    assert (await ada.friends(), await bob.friends()) == ([bob.id], [ada.id])
    assert error_of(await ada.ask(bob)) == (409, "already_friends")


async def test_sending_and_accepting_a_request_are_repeatable(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    asked = await ada.ask(bob)
    clock.move(timedelta(days=1))
    assert (await ada.ask(bob)).json() == asked.json()

    answers = [await bob.answer(asked.json()["id"], "accept") for _ in range(2)]

    assert answers[0].status_code == 200
    assert answers[0].json() == answers[1].json()


async def test_a_declined_request_can_be_sent_again_after_30_days(
    ada: Someone, bob: Someone, clock: FixedClock
) -> None:
    first = (await ada.ask(bob)).json()["id"]
    declined = [await bob.answer(first, "decline") for _ in range(2)]
    assert [answer.json()["status"] for answer in declined] == ["DECLINED", "DECLINED"]

    clock.move(timedelta(days=29))
    refused = await ada.ask(bob)
    clock.move(timedelta(days=1))
    again = await ada.ask(bob)

    assert error_of(refused) == (429, "friend_request_too_soon")
    assert refused.headers["retry-after"] == "86400"
    assert again.json()["status"] == "PENDING"
    assert again.json()["id"] != first


async def test_a_user_who_declined_can_send_a_request_themselves(
    ada: Someone, bob: Someone
) -> None:
    await bob.answer((await ada.ask(bob)).json()["id"], "decline")

    assert (await bob.ask(ada)).json()["status"] == "PENDING"
    assert (await ada.ask(bob)).json()["status"] == "ACCEPTED"


async def test_only_the_receiver_answers_a_request_and_only_the_sender_cancels_it(
    ada: Someone, bob: Someone, join: Join
) -> None:
    eve = await join("eve")
    request_id = (await ada.ask(bob)).json()["id"]

    for stranger in (ada, eve):
        for verb in ("accept", "decline"):
            assert error_of(await stranger.answer(request_id, verb)) == (
                404,
                "friend_request_not_found",
            )
    for stranger in (bob, eve):
        cancelled = await stranger.client.delete(f"/v1/friend-requests/{request_id}")
        assert error_of(cancelled) == (404, "friend_request_not_found")

    assert (await ada.client.delete(f"/v1/friend-requests/{request_id}")).status_code == 204
    assert error_of(await bob.answer(request_id, "accept"))[0] == 404


async def test_either_friend_can_end_a_friendship(ada: Someone, bob: Someone, join: Join) -> None:
    eve = await join("eve")
    for leaver in (ada, bob):
        path = f"/v1/friends/{await ada.befriend(bob)}"
        assert error_of(await eve.client.delete(path)) == (404, "friendship_not_found")

        assert (await leaver.client.delete(path)).status_code == 204

        assert error_of(await leaver.client.delete(path)) == (404, "friendship_not_found")
        assert (await ada.friends(), await bob.friends()) == ([], [])


async def test_a_request_to_nobody_or_to_oneself_is_refused(ada: Someone) -> None:
    async def ask(user_id: object) -> httpx.Response:
        return await ada.client.post("/v1/friend-requests", json={"toUserId": user_id})

    assert error_of(await ask(NOBODY)) == (404, "user_not_found")
    oneself = await ask(ada.id)
    assert error_of(oneself) == (400, "not_with_yourself")
    assert wrong_paths(oneself) == ["toUserId"]
    for wrong in ("", "x" * 101, "a\0b", "é", 7, None):
        assert (wrong, wrong_paths(await ask(wrong))) == (wrong, ["toUserId"])


@pytest.mark.parametrize(
    ("path", "params", "field"),
    [
        ("/v1/friend-requests", {"in": "sideways"}, "in"),
        ("/v1/friend-requests", {"limit": 0}, "limit"),
        ("/v1/friends", {"limit": 101}, "limit"),
        ("/v1/friends", {"cursor": "no"}, "cursor"),
        ("/v1/blocks", {"cursor": "é"}, "cursor"),
    ],
)
async def test_an_invalid_parameter_is_reported(
    ada: Someone, path: str, params: dict[str, str], field: str
) -> None:
    assert wrong_paths(await ada.client.get(path, params=params)) == [field]


async def test_every_route_needs_a_signed_in_user(client: httpx.AsyncClient) -> None:
    for method, path in (
        ("GET", "/v1/friend-requests"),
        ("POST", "/v1/friend-requests"),
        ("POST", "/v1/friend-requests/x/accept"),
        ("POST", "/v1/friend-requests/x/decline"),
        ("DELETE", "/v1/friend-requests/x"),
        ("GET", "/v1/friends"),
        ("DELETE", "/v1/friends/x"),
        ("GET", "/v1/blocks"),
        ("POST", "/v1/blocks"),
        ("DELETE", "/v1/blocks/x"),
        ("GET", "/v1/users/lookup"),
        ("GET", "/v1/me/invite-code"),
        ("POST", "/v1/me/invite-code"),
    ):
        assert (path, error_of(await client.request(method, path))) == (
            path,
            (401, "unauthenticated"),
        )


async def all_person_ids(someone: Someone, path: str, **params: str) -> list[str]:
    """Returns the ids of all people on the list, read in pages of two."""
    ids: list[str] = []
    while True:
        page = await someone.get(path, limit=2, **params)
        ids += [item["person"]["id"] for item in page["items"]]
        if page["nextCursor"] is None:
            return ids
        params["cursor"] = page["nextCursor"]


async def test_pages_of_every_list_miss_and_repeat_nobody(ada: Someone, join: Join) -> None:
    friends, askers, asked, blocked = [
        [await join(f"{kind}{n}") for n in range(5)] for kind in ("f", "i", "o", "b")
    ]
    for friend in friends:
        await ada.befriend(friend)
    for asker in askers:
        await asker.ask(ada)
    for other in asked:
        await ada.ask(other)
    for other in blocked:
        await ada.block(other)

    for seen, there in (
        (await all_person_ids(ada, "/v1/friends"), friends),
        (await all_person_ids(ada, "/v1/friend-requests", **{"in": "incoming"}), askers),
        (await all_person_ids(ada, "/v1/friend-requests", **{"in": "outgoing"}), asked),
        (await all_person_ids(ada, "/v1/blocks"), blocked),
    ):
        assert sorted(seen) == sorted(one.id for one in there)


async def test_pages_of_friends_stay_consistent_while_friendships_change(
    ada: Someone, join: Join
) -> None:
    friends = [await join(f"f{n}") for n in range(4)]
    ids = [await ada.befriend(friend) for friend in friends]
    in_order = [friend["id"] for friend in (await ada.get("/v1/friends"))["items"]]
    first = await ada.get("/v1/friends", limit=2)

    await ada.client.delete(f"/v1/friends/{first['items'][1]['id']}")
    new = await ada.befriend(await join("new"))
    rest = await ada.get("/v1/friends", limit=50, cursor=first["nextCursor"])

    assert set(ids) == set(in_order)
    assert {friend["id"] for friend in rest["items"]} >= {*in_order[2:]}
    assert {friend["id"] for friend in rest["items"]} <= {*in_order[2:], new}
