"""Recipients over HTTP: creating, changing, searching, expiry, access, and validation."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx

from builders.core.clocks import FixedClock
from builders.people.recipients_api import EXTERNAL, make_recipient, recipient_names
from builders.people.users import Someone, error_of, wrong_paths

WHOLE = {
    "name": "Ana Silva",
    "relationship": "my little sister",
    "birthday": "--02-29",
    "notes": "size M\nlikes tea",
    "avatarUrl": "https://example.com/ana.png",
}


async def test_a_recipient_is_stored_as_it_was_sent(ada: Someone) -> None:
    made = await make_recipient(ada, **WHOLE)

    assert made == WHOLE | {
        "id": made["id"],
        "type": "EXTERNAL",
        "userId": None,
        "relationshipKind": "sister",
        "isTemporary": False,
        "expiresAt": None,
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
    }
    assert await ada.get(f"/v1/recipients/{made['id']}") == made
    assert await ada.get("/v1/recipients") == {"items": [made], "nextCursor": None}


async def test_only_the_name_is_required(ada: Someone) -> None:
    made = await make_recipient(ada, name="  Ana \n Silva ")

    missing_fields = (
        "relationship",
        "relationshipKind",
        "birthday",
        "notes",
        "avatarUrl",
        "userId",
    )
    assert made["name"] == "Ana Silva"
    assert [made[field] for field in missing_fields] == [None] * 6


async def test_a_patch_changes_only_the_sent_fields_and_null_clears_one(ada: Someone) -> None:
    made = await make_recipient(ada, **WHOLE)
    address = f"/v1/recipients/{made['id']}"

    untouched = await ada.client.patch(address, json={})
    changes = {"name": "Ana S.", "birthday": "1990-02-28", "relationship": "knows me from school"}
    changed = await ada.client.patch(address, json=changes)
    cleared = await ada.client.patch(
        address, json={"birthday": None, "notes": None, "avatarUrl": None, "relationship": None}
    )

    assert untouched.json() == made
    assert changed.json() == made | changes | {"relationshipKind": None}
    assert cleared.json()["name"] == "Ana S."
    assert {cleared.json()[field] for field in ("birthday", "notes", "avatarUrl")} == {None}
    assert await ada.get(address) == cleared.json()
    assert await recipient_names(ada, q="ana s.") == ["Ana S."]


async def test_a_removed_recipient_is_not_found(ada: Someone) -> None:
    address = f"/v1/recipients/{(await make_recipient(ada))['id']}"

    assert (await ada.client.delete(address)).status_code == 204
    assert error_of(await ada.client.delete(address)) == (404, "recipient_not_found")
    assert error_of(await ada.client.get(address)) == (404, "recipient_not_found")
    assert await recipient_names(ada) == []


async def test_another_users_recipient_is_not_found(ada: Someone, bob: Someone) -> None:
    made = await make_recipient(ada)
    address = f"/v1/recipients/{made['id']}"

    answers = [
        await bob.client.get(address),
        await bob.client.patch(address, json={"name": "Mine"}),
        await bob.client.delete(address),
        await bob.client.post(f"{address}/link", json={"userId": bob.id}),
    ]

    assert {error_of(answer) for answer in answers} == {(404, "recipient_not_found")}
    assert await recipient_names(bob) == []
    assert await ada.get(address) == made


REQUESTS = [
    ("POST", "/v1/recipients"),
    ("GET", "/v1/recipients"),
    ("GET", "/v1/recipients/r1"),
    ("PATCH", "/v1/recipients/r1"),
    ("DELETE", "/v1/recipients/r1"),
    ("POST", "/v1/recipients/r1/link"),
    ("POST", "/v1/recipients/import"),
]


async def test_every_route_needs_a_token(client: httpx.AsyncClient) -> None:
    for method, path in REQUESTS:
        assert error_of(await client.request(method, path, json={})) == (401, "unauthenticated")


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "name"),
    ({"name": " "}, "name"),
    ({"name": None}, "name"),
    ({"name": "x" * 101}, "name"),
    ({"name": "a\0"}, "name"),
    ({"relationship": ""}, "relationship"),
    ({"relationship": "x" * 101}, "relationship"),
    ({"birthday": "1990-02-29"}, "birthday"),
    ({"birthday": "--02-30"}, "birthday"),
    ({"birthday": "0215"}, "birthday"),
    ({"birthday": "2026-11-22"}, "birthday"),
    ({"birthday": 19900215}, "birthday"),
    ({"notes": "x" * 5001}, "notes"),
    ({"notes": "a\0"}, "notes"),
    ({"avatarUrl": "javascript:alert(1)"}, "avatarUrl"),
    ({"isTemporary": None}, "isTemporary"),
    ({"ownerId": "eve"}, "ownerId"),
    ({"relationshipKind": "mum"}, "relationshipKind"),
]
WRONG_WHEN_NEW: list[tuple[dict[str, Any], str]] = [
    ({"type": "PET"}, "type"),
    ({"type": "USER"}, "userId"),
    ({"userId": "u1"}, "userId"),
    ({"userId": "a b"}, "userId"),
    ({"userId": ""}, "userId"),
]


async def test_an_invalid_new_recipient_is_reported_and_not_stored(ada: Someone) -> None:
    for body, path in [*WRONG, *WRONG_WHEN_NEW]:
        answer = await ada.client.post("/v1/recipients", json=EXTERNAL | body)
        assert (body, wrong_paths(answer)) == (body, [path])
    for body in ({"type": "EXTERNAL"}, {"name": "Ana"}):
        missing = {"name", "type"} - body.keys()
        assert wrong_paths(await ada.client.post("/v1/recipients", json=body)) == [*missing]

    assert await recipient_names(ada) == []


async def test_an_invalid_patch_is_reported_and_changes_nothing(ada: Someone) -> None:
    made = await make_recipient(ada, **WHOLE)
    address = f"/v1/recipients/{made['id']}"

    for body, path in [*WRONG, ({"type": "USER"}, "type"), ({"userId": "u1"}, "userId")]:
        answer = await ada.client.patch(address, json={"notes": "new"} | body)
        assert (body, wrong_paths(answer)) == (body, [path])
    for link in ({}, {"userId": 7}, {"userId": "\0"}):
        assert wrong_paths(await ada.client.post(f"{address}/link", json=link)) == ["userId"]

    assert await ada.get(address) == made


async def test_a_lone_surrogate_and_a_nul_are_client_errors(ada: Someone) -> None:
    content = b'{"type": "EXTERNAL", "name": "Ana", "notes": "\\ud800"}'

    kept = await ada.client.post("/v1/recipients", content=content)

    assert kept.status_code == 400
    assert (await ada.client.get("/v1/recipients/%00")).status_code == 404


async def test_a_birthday_may_be_today_in_the_users_timezone(
    ada: Someone, clock: FixedClock
) -> None:
    await ada.client.patch("/v1/me", json={"timezone": "Pacific/Kiritimati"})  # UTC+14

    assert (await make_recipient(ada, birthday="2026-11-22"))["birthday"] == "2026-11-22"


FOUND = [
    ("ana", ["Ana", "Joana", "100% Ana_Lu"]),
    ("JO", ["Joana"]),
    ("%", ["100% Ana_Lu"]),
    ("_", ["100% Ana_Lu"]),
    ("\\", []),
    ("strauss", ["Strauß"]),
    ("ÉDOUARD", ["Édouard"]),
    ("é", ["Édouard"]),
    ("' OR 1=1 --", []),
]


async def test_a_search_finds_any_part_of_a_name_case_insensitively(ada: Someone) -> None:
    for name in ("Ana", "Joana", "100% Ana_Lu", "Strauß", "E\u0301douard"):
        await make_recipient(ada, name=name)

    for q, expected in FOUND:
        assert (q, await recipient_names(ada, q=q)) == (q, [*map(_composed, expected)])


def _composed(name: str) -> str:
    return name.replace("É", "E\u0301")


async def test_pages_of_a_search_cover_all_results(ada: Someone) -> None:
    for n in range(5):
        await make_recipient(ada, name=f"Ana {n}")
        await make_recipient(ada, name=f"Bo {n}")

    first = await ada.get("/v1/recipients", q="ana", limit=3)
    rest = await ada.get("/v1/recipients", q="ana", limit=3, cursor=first["nextCursor"])

    found = [item["name"] for item in first["items"] + rest["items"]]
    assert found == [f"Ana {n}" for n in range(5)]
    assert rest["nextCursor"] is None


async def test_pages_stay_consistent_while_recipients_change(ada: Someone) -> None:
    made = [await make_recipient(ada, name=f"R{n}") for n in range(6)]

    first = await ada.get("/v1/recipients", limit=2)
    await ada.client.delete(f"/v1/recipients/{made[1]['id']}")
    await ada.client.delete(f"/v1/recipients/{made[3]['id']}")
    await ada.client.patch(f"/v1/recipients/{made[4]['id']}", json={"name": "A first name"})
    await make_recipient(ada, name="R6")
    second = await ada.get("/v1/recipients", limit=2, cursor=first["nextCursor"])
    third = await ada.get("/v1/recipients", limit=2, cursor=second["nextCursor"])

    pages = [[item["name"] for item in page["items"]] for page in (first, second, third)]
    assert pages == [["R0", "R1"], ["R2", "A first name"], ["R5", "R6"]]
    assert third["nextCursor"] is None


async def test_an_invalid_query_parameter_is_reported(ada: Someone) -> None:
    for query, path in (
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("cursor=zzz", "cursor"),
        ("q=", "q"),
        ("q=%00", "q"),
        ("q=" + "x" * 101, "q"),
    ):
        answer = await ada.client.get(f"/v1/recipients?{query}")
        assert (query, wrong_paths(answer)) == (query, [path])


async def test_a_temporary_recipient_expires_after_7_days(ada: Someone, clock: FixedClock) -> None:
    made = await make_recipient(ada, isTemporary=True)
    assert (made["isTemporary"], made["expiresAt"]) == (True, "2026-11-28T12:00:00Z")

    clock.move(timedelta(days=7) - timedelta(seconds=1))
    assert await recipient_names(ada) == ["Ana"]
    clock.move(timedelta(seconds=1))

    address = f"/v1/recipients/{made['id']}"
    assert await recipient_names(ada) == []
    assert error_of(await ada.client.get(address)) == (404, "recipient_not_found")
    answer = await ada.client.patch(address, json={"isTemporary": False})
    assert error_of(answer) == (404, "recipient_not_found")


async def test_a_temporary_recipient_can_be_made_permanent_or_renewed(
    ada: Someone, clock: FixedClock
) -> None:
    one, other = (
        await make_recipient(ada, isTemporary=True),
        await make_recipient(ada, name="Bo", isTemporary=True),
    )

    clock.move(timedelta(days=3))
    kept = await ada.client.patch(f"/v1/recipients/{one['id']}", json={"isTemporary": False})
    again = await ada.client.patch(f"/v1/recipients/{other['id']}", json={"isTemporary": True})

    later = {"updatedAt": "2026-11-24T12:00:00Z"}
    assert kept.json() == one | {"isTemporary": False, "expiresAt": None} | later
    assert again.json()["expiresAt"] == "2026-12-01T12:00:00Z"
    clock.move(timedelta(days=30))
    assert await recipient_names(ada) == ["Ana"]


async def test_concurrently_created_recipients_are_all_stored(ada: Someone) -> None:
    made = await asyncio.gather(*(make_recipient(ada, name=f"R{n}") for n in range(30)))

    assert sorted(await recipient_names(ada, limit=100)) == sorted(one["name"] for one in made)
