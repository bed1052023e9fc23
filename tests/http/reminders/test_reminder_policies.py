"""/v1/reminder-policies: system policies and the user's own."""

from typing import Any

import pytest

from builders.people.users import Someone, error_of, wrong_paths

PLENTY = {
    "name": "Plenty of time",
    "offsets": [
        {"daysBefore": 30, "atLocal": "18:30"},
        {"daysBefore": 0, "atLocal": "08:00"},
    ],
    "channels": ["PUSH"],
}
SYSTEM = ["relaxed", "standard", "last-minute"]


async def make(owner: Someone, **changes: Any) -> dict[str, Any]:
    answer = await owner.client.post("/v1/reminder-policies", json=PLENTY | changes)
    assert answer.status_code == 201, answer.text
    policy: dict[str, Any] = answer.json()
    return policy


async def ids(owner: Someone, **query: Any) -> list[str]:
    return [item["id"] for item in (await owner.get("/v1/reminder-policies", **query))["items"]]


async def test_there_are_three_system_policies(ada: Someone) -> None:
    listed = await ada.get("/v1/reminder-policies")

    assert [item["id"] for item in listed["items"]] == SYSTEM
    assert all(item["isSystem"] for item in listed["items"])
    assert listed["items"][1]["offsets"] == [
        {"daysBefore": 14, "atLocal": "09:00"},
        {"daysBefore": 3, "atLocal": "09:00"},
        {"daysBefore": 0, "atLocal": "09:00"},
    ]
    assert listed["nextCursor"] is None


async def test_an_own_policy_is_listed_after_the_system_policies_for_its_owner_only(
    ada: Someone, bob: Someone
) -> None:
    made = await make(ada)

    times = dict.fromkeys(("createdAt", "updatedAt"), "2026-11-21T12:00:00Z")
    assert made == PLENTY | {"id": made["id"], "isSystem": False} | times
    assert await ids(ada) == [*SYSTEM, made["id"]]
    assert await ids(bob) == SYSTEM


async def test_pages_cover_system_and_own_policies(ada: Someone) -> None:
    own = [(await make(ada, name=f"P{n}"))["id"] for n in range(3)]
    seen: list[str] = []
    page = await ada.get("/v1/reminder-policies", limit=2)
    while page["nextCursor"]:
        seen += [item["id"] for item in page["items"]]
        page = await ada.get("/v1/reminder-policies", limit=2, cursor=page["nextCursor"])
    seen += [item["id"] for item in page["items"]]

    assert seen == [*SYSTEM, *sorted(own)]


async def test_a_patch_changes_only_the_sent_fields(ada: Someone) -> None:
    made = await make(ada)
    path = f"/v1/reminder-policies/{made['id']}"

    renamed = await ada.client.patch(path, json={"name": "  Lots  of time "})
    moved = await ada.client.patch(path, json={"offsets": [{"daysBefore": 7, "atLocal": "07:15"}]})

    assert renamed.json() == made | {"name": "Lots of time"}
    assert moved.json() == renamed.json() | {"offsets": [{"daysBefore": 7, "atLocal": "07:15"}]}
    assert (await ada.get("/v1/reminder-policies"))["items"][-1] == moved.json()


async def test_offsets_are_sorted_with_the_earliest_first(ada: Someone) -> None:
    made = await make(ada, offsets=PLENTY["offsets"][::-1])

    assert made["offsets"] == PLENTY["offsets"]


@pytest.mark.parametrize("policy_id", SYSTEM)
async def test_system_policies_are_read_only(ada: Someone, policy_id: str) -> None:
    path = f"/v1/reminder-policies/{policy_id}"

    refused = (403, "system_policy_read_only")
    assert error_of(await ada.client.patch(path, json={"name": "Mine"})) == refused
    assert error_of(await ada.client.delete(path)) == refused
    assert await ids(ada) == SYSTEM


async def test_another_users_policy_is_not_found(ada: Someone, bob: Someone) -> None:
    path = f"/v1/reminder-policies/{(await make(ada))['id']}"

    missing = (404, "reminder_policy_not_found")
    assert error_of(await bob.client.patch(path, json={"name": "Mine"})) == missing
    assert error_of(await bob.client.delete(path)) == missing
    assert (await ada.client.delete(path)).status_code == 204
    assert error_of(await ada.client.delete(path)) == missing


OFFSET = {"daysBefore": 1, "atLocal": "09:00"}
WRONG = [
    ({"name": " "}, "name"),
    ({"name": "x" * 101}, "name"),
    ({"offsets": []}, "offsets"),
    ({"offsets": [OFFSET] * 2}, "offsets[1]"),
    ({"offsets": [{"daysBefore": n, "atLocal": "09:00"} for n in range(11)]}, "offsets"),
    ({"offsets": [OFFSET, {"daysBefore": -1, "atLocal": "09:00"}]}, "offsets[1].daysBefore"),
    ({"offsets": [{"daysBefore": 366, "atLocal": "09:00"}]}, "offsets[0].daysBefore"),
    ({"offsets": [{"daysBefore": 1, "atLocal": "24:00"}]}, "offsets[0].atLocal"),
    ({"offsets": [{"daysBefore": 1, "atLocal": "9:00"}]}, "offsets[0].atLocal"),
    ({"offsets": [{"daysBefore": 1, "atLocal": "09:00\n"}]}, "offsets[0].atLocal"),
    ({"channels": []}, "channels"),
    ({"channels": ["PUSH", "PUSH"]}, "channels"),
    ({"channels": ["PIGEON"]}, "channels[0]"),
]


@pytest.mark.parametrize(("changes", "path"), WRONG, ids=[path for _, path in WRONG])
async def test_an_invalid_policy_is_refused(
    ada: Someone, changes: dict[str, Any], path: str
) -> None:
    made = await make(ada)
    created = await ada.client.post("/v1/reminder-policies", json=PLENTY | changes)
    changed = await ada.client.patch(f"/v1/reminder-policies/{made['id']}", json=changes)

    assert wrong_paths(created) == wrong_paths(changed) == [path]
