"""Wishlists over HTTP: creating, changing, access, joint owners, searching, and validation."""

from typing import Any

import httpx
import pytest

from builders.people.recipients_api import make_friend_recipient, make_recipient
from builders.people.users import Join, Someone, error_of, wrong_paths
from builders.wishlists.api import items_of, make_list, own_jointly, share, titles, wish_for

WHOLE = {
    "title": "Birthday",
    "description": "I turn forty",
    "visibility": "FRIENDS",
    "revealAt": "2026-12-26T00:00:00Z",
}


async def test_a_list_is_stored_as_it_was_sent(ada: Someone) -> None:
    made = await make_list(ada, **WHOLE)

    assert made == WHOLE | {
        "id": made["id"],
        "recipientId": None,
        "occasionId": None,
        "ownerUserId": ada.id,
        "owner": ada.seen,
        "jointOwners": [],
        "itemCount": 0,
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
    }
    assert await ada.get("/v1/wishlists") == {"items": [made], "nextCursor": None}
    assert await ada.get(f"/v1/wishlists/{made['id']}") == made | {"items": []}


async def test_only_the_title_is_required_and_a_list_is_private_by_default(ada: Someone) -> None:
    made = await make_list(ada, title="  Next \n year ")

    assert (made["title"], made["visibility"]) == ("Next year", "PRIVATE")
    assert (made["description"], made["revealAt"]) == (None, None)


async def test_a_patch_changes_only_the_sent_fields_and_null_clears_one(ada: Someone) -> None:
    made = await make_list(ada, **WHOLE)
    address = f"/v1/wishlists/{made['id']}"

    untouched = await ada.client.patch(address, json={})
    changed = await ada.client.patch(address, json={"title": "Forty", "visibility": "PUBLIC"})
    cleared = await ada.client.patch(address, json={"description": None, "revealAt": None})

    assert untouched.json() == made
    assert changed.json() == made | {"title": "Forty", "visibility": "PUBLIC"}
    assert cleared.json() == changed.json() | {"description": None, "revealAt": None}
    assert await ada.get(address) == cleared.json() | {"items": []}
    assert await titles(ada, q="fort") == ["Forty"]


async def test_a_removed_list_is_not_found_nor_are_its_items(ada: Someone) -> None:
    made = await make_list(ada)
    item = await wish_for(ada, made)
    address = f"/v1/wishlists/{made['id']}"

    assert (await ada.client.delete(address)).status_code == 204
    assert error_of(await ada.client.delete(address)) == (404, "wishlist_not_found")
    assert error_of(await ada.client.get(address)) == (404, "wishlist_not_found")
    gone = await ada.client.patch(f"/v1/wishlist-items/{item['id']}", json={})
    assert error_of(gone) == (404, "wishlist_item_not_found")
    assert await titles(ada) == []


# The roles that can read a list of Ada's with this visibility.
READERS = {
    "PRIVATE": {"ada", "joint"},
    "FRIENDS": {"ada", "joint", "friend"},
    "PUBLIC": {"ada", "joint", "friend", "former", "stranger"},
}


async def roles_of(ada: Someone, join: Join) -> dict[str, Someone]:
    people = {"ada": ada}
    for name in ("joint", "friend", "former", "stranger", "blocked", "joint_and_blocked"):
        people[name] = await join(name)
    for name in ("joint", "friend", "blocked", "joint_and_blocked"):
        await ada.befriend(people[name])
    friendship = await ada.befriend(people["former"])
    assert (await ada.client.delete(f"/v1/friends/{friendship}")).status_code == 204
    return people


@pytest.mark.parametrize("visibility", READERS)
async def test_a_list_is_readable_by_its_readers_only(
    ada: Someone, join: Join, visibility: str
) -> None:
    people = await roles_of(ada, join)
    made = await make_list(ada, visibility=visibility)
    item = await wish_for(ada, made)
    for name in ("joint", "joint_and_blocked"):
        await own_jointly(ada, made, people[name])
    for name in ("blocked", "joint_and_blocked"):
        await ada.block(people[name])

    for name, person in people.items():
        answer = await person.client.get(f"/v1/wishlists/{made['id']}")
        listed = {
            scope
            for scope in ("mine", "friends", "public")
            if await titles(person, scope=scope) == ["Birthday"]
        }
        if name in READERS[visibility]:
            assert (name, answer.status_code) == (name, 200)
            assert [one["id"] for one in answer.json()["items"]] == [item["id"]]
        else:
            assert (name, error_of(answer)) == (name, (404, "wishlist_not_found"))
        assert (name, listed) == (name, scopes_of(name, visibility))


def scopes_of(name: str, visibility: str) -> set[str]:
    if name not in READERS[visibility]:
        return set()
    mine = {"mine"} if name in ("ada", "joint") else set()
    friends = {"friends"} if name in ("joint", "friend") and visibility != "PRIVATE" else set()
    return mine | friends | ({"public"} if visibility == "PUBLIC" else set())


@pytest.mark.parametrize("name", ["friend", "former", "stranger", "blocked"])
async def test_a_reader_cannot_change_a_list_or_its_items(
    ada: Someone, join: Join, name: str
) -> None:
    person = (await roles_of(ada, join))[name]
    made = await make_list(ada, visibility="PUBLIC")
    item = await wish_for(ada, made)
    if name == "blocked":
        await ada.block(person)
    address, before = f"/v1/wishlists/{made['id']}", await ada.get(f"/v1/wishlists/{made['id']}")

    on_the_list = [
        await person.client.patch(address, json={"title": "Mine"}),
        await person.client.delete(address),
        await person.client.post(f"{address}/items", json={"title": "Mine"}),
        await person.client.put(f"{address}/items/order", json={"itemIds": [item["id"]]}),
        await person.client.put(f"{address}/owners/{person.id}"),
        await person.client.delete(f"{address}/owners/{person.id}"),
        await person.client.post(f"{address}/share", json={}),
        await person.client.delete(f"{address}/share"),
    ]
    on_the_item = [
        await person.client.patch(f"/v1/wishlist-items/{item['id']}", json={"notes": "x"}),
        await person.client.delete(f"/v1/wishlist-items/{item['id']}"),
    ]

    expected = {(400, "not_with_yourself"), (404, "wishlist_not_found")}
    assert {error_of(answer) for answer in on_the_list} == expected
    assert {error_of(answer) for answer in on_the_item} == {(404, "wishlist_item_not_found")}
    assert await ada.get(address) == before


async def test_a_joint_owner_edits_the_list_but_cannot_delete_or_share_it(
    ada: Someone, bob: Someone, join: Join
) -> None:
    cleo = await join("cleo")
    await ada.befriend(bob)
    await bob.befriend(cleo)
    made = await make_list(ada)
    await own_jointly(ada, made, bob)
    await own_jointly(ada, made, bob)
    address = f"/v1/wishlists/{made['id']}"

    item = await wish_for(bob, made)
    changed = await bob.client.patch(address, json={"title": "Ours"})
    refused = [
        await bob.client.delete(address),
        await bob.client.put(f"{address}/owners/{cleo.id}"),
        await bob.client.delete(f"{address}/owners/{ada.id}"),
        await bob.client.post(f"{address}/share", json={}),
        await bob.client.delete(f"{address}/share"),
    ]

    assert changed.json()["jointOwners"] == [bob.seen]
    assert await items_of(ada, made) == await items_of(bob, made) == [item]
    assert {error_of(answer) for answer in refused} == {(404, "wishlist_not_found")}
    assert (await bob.client.delete(f"{address}/owners/{bob.id}")).status_code == 204
    assert error_of(await bob.client.get(address)) == (404, "wishlist_not_found")
    assert (await ada.get(address))["jointOwners"] == []


async def test_joint_ownership_ends_with_the_friendship(ada: Someone, bob: Someone) -> None:
    friendship = await ada.befriend(bob)
    made = await make_list(ada)
    await own_jointly(ada, made, bob)
    address = f"/v1/wishlists/{made['id']}"

    await bob.client.delete(f"/v1/friends/{friendship}")

    assert error_of(await bob.client.get(address)) == (404, "wishlist_not_found")
    answer = await bob.client.patch(address, json={"title": "Mine"})
    assert error_of(answer) == (404, "wishlist_not_found")
    assert await titles(bob) == []
    assert (await ada.get(address))["jointOwners"] == []
    assert (await ada.client.delete(f"{address}/owners/{bob.id}")).status_code == 204


async def test_at_most_ten_friends_can_be_joint_owners(
    ada: Someone, bob: Someone, join: Join
) -> None:
    made = await make_list(ada)
    address = f"/v1/wishlists/{made['id']}/owners"

    assert error_of(await ada.client.put(f"{address}/{bob.id}")) == (404, "user_not_found")
    assert error_of(await ada.client.put(f"{address}/nobody")) == (404, "user_not_found")
    assert wrong_paths(await ada.client.put(f"{address}/{ada.id}")) == ["userId"]
    friends = [await join(f"friend{n}") for n in range(11)]
    for friend in friends:
        await ada.befriend(friend)
    for friend in friends[:10]:
        await own_jointly(ada, made, friend)
    one_more = await ada.client.put(f"{address}/{friends[10].id}")
    assert error_of(one_more) == (409, "too_many_owners")
    assert (await ada.client.delete(f"{address}/{friends[10].id}")).status_code == 204


async def test_a_joint_owner_who_blocks_the_viewer_is_hidden_from_them(
    ada: Someone, bob: Someone, join: Join
) -> None:
    eve = await join("eve")
    await ada.befriend(bob)
    made = await make_list(ada, visibility="PUBLIC")
    await own_jointly(ada, made, bob)

    await bob.block(eve)

    assert (await eve.get(f"/v1/wishlists/{made['id']}"))["jointOwners"] == []
    assert (await ada.get(f"/v1/wishlists/{made['id']}"))["jointOwners"] == [bob.seen]


async def test_the_recipient_of_a_list_is_visible_to_its_owner_only(
    ada: Someone, bob: Someone
) -> None:
    await ada.befriend(bob)
    mum = await make_recipient(ada, name="Mum")
    made = await make_list(ada, recipientId=mum["id"], visibility="FRIENDS", title="Mum's")
    await make_list(ada, visibility="FRIENDS")

    assert made["recipientId"] == mum["id"]
    assert await titles(ada, recipientId=mum["id"]) == ["Mum's"]
    assert (await bob.get(f"/v1/wishlists/{made['id']}"))["recipientId"] is None
    assert await titles(bob, scope="friends", recipientId=mum["id"]) == []
    assert await titles(bob, recipientId=mum["id"]) == []
    theirs = await bob.client.post("/v1/wishlists", json={"title": "x", "recipientId": mum["id"]})
    assert error_of(theirs) == (404, "recipient_not_found")


async def test_merged_recipients_keep_their_lists(ada: Someone, bob: Someone) -> None:
    robert = await make_recipient(ada, name="Robert")
    await ada.befriend(bob)
    friend = await make_friend_recipient(ada, bob)
    for recipient in (robert, friend):
        await wish_for(ada, await make_list(ada, recipientId=recipient["id"]))

    path = f"/v1/recipients/{robert['id']}/link"
    assert (await ada.client.post(path, json={"userId": bob.id})).status_code == 200

    lists = (await ada.get("/v1/wishlists", recipientId=robert["id"]))["items"]
    assert [(one["recipientId"], one["itemCount"]) for one in lists] == [(robert["id"], 1)] * 2


async def test_a_list_outlives_its_recipient(ada: Someone) -> None:
    mum = await make_recipient(ada, name="Mum")
    made = await make_list(ada, recipientId=mum["id"])

    await ada.client.delete(f"/v1/recipients/{mum['id']}")

    assert await ada.get("/v1/wishlists") == {
        "items": [made | {"recipientId": None}],
        "nextCursor": None,
    }


async def test_pages_stay_consistent_while_lists_change(ada: Someone, bob: Someone) -> None:
    made = [await make_list(ada, title=f"L{n}", visibility="PUBLIC") for n in range(6)]

    for viewer, scope in ((ada, "mine"), (bob, "public")):
        first = await viewer.get("/v1/wishlists", limit=2, scope=scope)
        assert [one["title"] for one in first["items"]] == ["L0", "L1"]
        again = await viewer.get("/v1/wishlists", limit=2, scope=scope, cursor=first["nextCursor"])
        assert [one["title"] for one in again["items"]] == ["L2", "L3"]
    first = await bob.get("/v1/wishlists", limit=2, scope="public")
    await ada.client.delete(f"/v1/wishlists/{made[1]['id']}")
    await ada.client.patch(f"/v1/wishlists/{made[3]['id']}", json={"visibility": "PRIVATE"})
    await ada.client.patch(f"/v1/wishlists/{made[4]['id']}", json={"title": "A first title"})
    await make_list(ada, title="L6", visibility="PUBLIC")
    pages = []
    page = first
    while page["nextCursor"]:
        page = await bob.get("/v1/wishlists", limit=2, scope="public", cursor=page["nextCursor"])
        pages.append([one["title"] for one in page["items"]])
    assert pages == [["L2", "A first title"], ["L5", "L6"]]


async def test_a_search_finds_any_part_of_a_title_case_insensitively(
    ada: Someone, bob: Someone
) -> None:
    for title in ("Geburtstag", "Strauß & more", "100%"):
        await make_list(ada, title=title, visibility="PUBLIC")

    for q, expected in [("STRAUSS", ["Strauß & more"]), ("%", ["100%"]), ("burt", ["Geburtstag"])]:
        assert await titles(ada, q=q) == await titles(bob, q=q, scope="public") == expected


REQUESTS = [
    ("POST", "/v1/wishlists"),
    ("GET", "/v1/wishlists"),
    ("GET", "/v1/wishlists/w1"),
    ("PATCH", "/v1/wishlists/w1"),
    ("DELETE", "/v1/wishlists/w1"),
    ("POST", "/v1/wishlists/w1/items"),
    ("PUT", "/v1/wishlists/w1/items/order"),
    ("PUT", "/v1/wishlists/w1/owners/u1"),
    ("DELETE", "/v1/wishlists/w1/owners/u1"),
    ("POST", "/v1/wishlists/w1/share"),
    ("DELETE", "/v1/wishlists/w1/share"),
    ("PATCH", "/v1/wishlist-items/i1"),
    ("DELETE", "/v1/wishlist-items/i1"),
]


async def test_every_route_needs_a_token(client: httpx.AsyncClient) -> None:
    for method, path in REQUESTS:
        assert error_of(await client.request(method, path, json={})) == (401, "unauthenticated")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title": ""}, "title"),
    ({"title": None}, "title"),
    ({"title": "x" * 201}, "title"),
    ({"title": "a\0"}, "title"),
    ({"description": "x" * 2001}, "description"),
    ({"description": "a\0"}, "description"),
    ({"visibility": "SECRET"}, "visibility"),
    ({"visibility": None}, "visibility"),
    ({"revealAt": "2026-11-21T12:00:00Z"}, "revealAt"),
    ({"revealAt": "2026-12-24T12:00:00"}, "revealAt"),
    ({"revealAt": "soon"}, "revealAt"),
    ({"ownerId": "eve"}, "ownerId"),
]


async def test_an_invalid_field_is_reported_and_nothing_is_stored(ada: Someone) -> None:
    for body, path in [*WRONG, ({"recipientId": "a\0"}, "recipientId")]:
        answer = await ada.client.post("/v1/wishlists", json={"title": "Birthday"} | body)
        assert (body, wrong_paths(answer)) == (body, [path])
    assert await titles(ada) == []

    made = await make_list(ada, **WHOLE)
    address = f"/v1/wishlists/{made['id']}"
    for body, path in [*WRONG, ({"recipientId": "r1"}, "recipientId")]:
        answer = await ada.client.patch(address, json={"title": "New"} | body)
        assert (body, wrong_paths(answer)) == (body, [path])
    assert await ada.get(address) == made | {"items": []}
    for details in ({"expiresAt": "2026-11-21T12:00:00Z"}, {"to": 1}):
        shared = await ada.client.post(f"{address}/share", json=details)
        assert wrong_paths(shared) == [*details]


async def test_an_invalid_query_parameter_is_reported(ada: Someone) -> None:
    for query, path in (("scope=all", "scope"), ("q=", "q"), ("recipientId=%00", "recipientId")):
        answer = await ada.client.get(f"/v1/wishlists?{query}")
        assert (query, wrong_paths(answer)) == (query, [path])


async def test_the_token_of_a_link_is_returned_only_once(ada: Someone) -> None:
    made = await make_list(ada)

    links = await share(ada, made)

    assert links["url"] == f"http://gifter.test/s/{links['token']}"
    assert links["previewUrl"].startswith("http://gifter.test/s/")
    assert links["previewUrl"] != links["url"]
    assert links["expiresAt"] is None
    assert links["token"] not in (await ada.client.get(f"/v1/wishlists/{made['id']}")).text
