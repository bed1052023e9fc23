"""What is planned, as the user sees it: it follows each request that changes what it rests on."""

from typing import Any

import httpx
import pytest

from builders.people.recipients_api import keep
from builders.people.users import Someone, error_of

CHRISTMAS = {"type": "ANNIVERSARY", "on": "--12-25"}
POLICY = {"name": "One", "offsets": [{"daysBefore": 1, "atLocal": "07:00"}], "channels": ["PUSH"]}
STANDARD = ["2026-12-11T09:00:00Z", "2026-12-22T09:00:00Z", "2026-12-25T09:00:00Z"]


@pytest.fixture
async def recipient(ada: Someone) -> dict[str, Any]:
    return await keep(ada)


async def celebrate(owner: Someone, recipient: dict[str, Any], **said: Any) -> str:
    body = CHRISTMAS | {"recipientId": recipient["id"]} | said
    occasion_id: str = (await owner.client.post("/v1/occasions", json=body)).json()["id"]
    return occasion_id


async def told(owner: Someone, channel: str = "PUSH") -> list[str]:
    """When they are told of what comes first, through that channel."""
    first = (await owner.get("/v1/occasions/upcoming", days=60))["items"][0]
    reminders = [one for one in first["reminders"] if one["channel"] == channel]
    assert {one["status"] for one in reminders} <= {"QUEUED"}
    return [one["scheduledFor"] for one in reminders]


async def sent(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def test_a_policy_of_one_s_own_counts_until_it_is_deleted(
    ada: Someone, recipient: dict[str, Any]
) -> None:
    policy = await sent(await ada.client.post("/v1/reminder-policies", json=POLICY))
    path = f"/v1/reminder-policies/{policy['id']}"
    occasion = await celebrate(ada, recipient, reminderPolicyId=policy["id"])
    assert await told(ada) == ["2026-12-24T07:00:00Z"]

    later = [{"daysBefore": 0, "atLocal": "08:30"}]
    await sent(await ada.client.patch(path, json={"offsets": later}))
    assert await told(ada) == ["2026-12-25T08:30:00Z"]

    await sent(await ada.client.delete(path))
    assert await told(ada) == STANDARD
    assert (await ada.get(f"/v1/occasions/{occasion}"))["reminderPolicyId"] is None


async def test_an_occasion_names_no_policy_of_somebody_else(
    ada: Someone, bob: Someone, recipient: dict[str, Any]
) -> None:
    policy = await sent(await bob.client.post("/v1/reminder-policies", json=POLICY))
    body = CHRISTMAS | {"recipientId": recipient["id"], "reminderPolicyId": policy["id"]}

    refused = await ada.client.post("/v1/occasions", json=body)

    assert error_of(refused) == (404, "reminder_policy_not_found")


async def test_preferences_and_zone_move_what_is_planned(
    ada: Someone, recipient: dict[str, Any]
) -> None:
    await celebrate(ada, recipient)
    assert await told(ada) == STANDARD

    await sent(await ada.client.patch("/v1/me", json={"timezone": "Europe/Berlin"}))
    assert await told(ada) == [due.replace("T09", "T08") for due in STANDARD]

    quiet = {"from": "22:00", "to": "10:30"}
    body = {"quietHours": quiet, "defaultReminderPolicyId": "relaxed"}
    await sent(await ada.client.patch("/v1/notification-preferences", json=body))
    assert await told(ada) == [
        "2026-11-25T09:30:00Z",
        "2026-12-11T09:30:00Z",
        "2026-12-25T09:30:00Z",
    ]

    await sent(await ada.client.patch("/v1/notification-preferences", json={"push": False}))
    assert await told(ada, "PUSH") == []
    assert len(await told(ada, "EMAIL")) == 3
