"""Planned reminders in upcoming occasions follow changes of policies, preferences and timezone."""

from typing import Any

import httpx
import pytest

from builders.people.recipients_api import make_recipient
from builders.people.users import Someone, error_of

CHRISTMAS = {"type": "ANNIVERSARY", "date": "--12-25"}
POLICY = {"name": "One", "offsets": [{"daysBefore": 1, "atLocal": "07:00"}], "channels": ["PUSH"]}
STANDARD = ["2026-12-11T09:00:00Z", "2026-12-22T09:00:00Z", "2026-12-25T09:00:00Z"]


@pytest.fixture
async def recipient(ada: Someone) -> dict[str, Any]:
    return await make_recipient(ada)


async def celebrate(owner: Someone, recipient: dict[str, Any], **details: Any) -> str:
    body = CHRISTMAS | {"recipientId": recipient["id"]} | details
    occasion_id: str = (await owner.client.post("/v1/occasions", json=body)).json()["id"]
    return occasion_id


async def reminder_times(owner: Someone, channel: str = "PUSH") -> list[str]:
    """Returns the times of the first occasion's reminders on the channel."""
    first = (await owner.get("/v1/occasions/upcoming", days=60))["items"][0]
    reminders = [one for one in first["reminders"] if one["channel"] == channel]
    assert {one["status"] for one in reminders} <= {"QUEUED"}
    return [one["scheduledFor"] for one in reminders]


async def sent(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json() if answer.content else None


async def test_an_own_policy_plans_reminders_until_it_is_deleted(
    ada: Someone, recipient: dict[str, Any]
) -> None:
    policy = await sent(await ada.client.post("/v1/reminder-policies", json=POLICY))
    path = f"/v1/reminder-policies/{policy['id']}"
    occasion = await celebrate(ada, recipient, reminderPolicyId=policy["id"])
    assert await reminder_times(ada) == ["2026-12-24T07:00:00Z"]

    later = [{"daysBefore": 0, "atLocal": "08:30"}]
    await sent(await ada.client.patch(path, json={"offsets": later}))
    assert await reminder_times(ada) == ["2026-12-25T08:30:00Z"]

    await sent(await ada.client.delete(path))
    assert await reminder_times(ada) == STANDARD
    assert (await ada.get(f"/v1/occasions/{occasion}"))["reminderPolicyId"] is None


async def test_an_occasion_cannot_use_another_users_policy(
    ada: Someone, bob: Someone, recipient: dict[str, Any]
) -> None:
    policy = await sent(await bob.client.post("/v1/reminder-policies", json=POLICY))
    body = CHRISTMAS | {"recipientId": recipient["id"], "reminderPolicyId": policy["id"]}

    refused = await ada.client.post("/v1/occasions", json=body)

    assert error_of(refused) == (404, "reminder_policy_not_found")


async def test_preferences_and_timezone_move_planned_reminders(
    ada: Someone, recipient: dict[str, Any]
) -> None:
    await celebrate(ada, recipient)
    assert await reminder_times(ada) == STANDARD

    await sent(await ada.client.patch("/v1/me", json={"timezone": "Europe/Berlin"}))
    assert await reminder_times(ada) == [due.replace("T09", "T08") for due in STANDARD]

    quiet = {"from": "22:00", "to": "10:30"}
    body = {"quietHours": quiet, "defaultReminderPolicyId": "relaxed"}
    await sent(await ada.client.patch("/v1/notification-preferences", json=body))
    assert await reminder_times(ada) == [
        "2026-11-25T09:30:00Z",
        "2026-12-11T09:30:00Z",
        "2026-12-25T09:30:00Z",
    ]

    await sent(await ada.client.patch("/v1/notification-preferences", json={"pushEnabled": False}))
    assert await reminder_times(ada, "PUSH") == []
    assert len(await reminder_times(ada, "EMAIL")) == 3
