"""/v1/notification-preferences: channels, quiet hours, digest and the default reminder policy."""

from typing import Any

import pytest

from builders.people.users import Someone, error_of, wrong_paths

PATH = "/v1/notification-preferences"
DEFAULTS = {
    "pushEnabled": True,
    "emailEnabled": True,
    "quietHours": None,
    "defaultReminderPolicyId": "standard",
    "digest": True,
    "updatedAt": None,
}
CHANGED = DEFAULTS | {"updatedAt": "2026-11-21T12:00:00Z"}
NIGHT = {"from": "22:00", "to": "07:30", "days": [5, 6]}


async def change(user: Someone, **changes: Any) -> dict[str, Any]:
    answer = await user.client.patch(PATH, json=changes)
    assert answer.status_code == 200, answer.text
    preferences: dict[str, Any] = answer.json()
    return preferences


async def test_a_new_user_has_the_defaults(ada: Someone) -> None:
    assert await ada.get(PATH) == DEFAULTS


async def test_a_patch_changes_only_the_sent_fields_of_the_caller(
    ada: Someone, bob: Someone
) -> None:
    assert await change(ada, emailEnabled=False) == CHANGED | {"emailEnabled": False}
    both = await change(ada, quietHours=NIGHT, digest=False)

    assert both == CHANGED | {"emailEnabled": False, "quietHours": NIGHT, "digest": False}
    assert await ada.get(PATH) == both
    assert await change(ada) == both
    assert await bob.get(PATH) == DEFAULTS


async def test_quiet_hours_apply_every_day_by_default_and_null_clears_them(
    ada: Someone,
) -> None:
    kept = await change(ada, quietHours={"from": "12:00", "to": "13:00"})

    assert kept["quietHours"] == {"from": "12:00", "to": "13:00", "days": [1, 2, 3, 4, 5, 6, 7]}
    assert (await change(ada, quietHours=None))["quietHours"] is None


async def test_the_default_policy_is_a_system_policy_or_an_own_one(
    ada: Someone, bob: Someone
) -> None:
    policy = {"name": "Mine", "offsets": [{"daysBefore": 1, "atLocal": "09:00"}]}
    made = await ada.client.post("/v1/reminder-policies", json=policy | {"channels": ["PUSH"]})
    own = made.json()["id"]

    assert (await change(ada, defaultReminderPolicyId=own))["defaultReminderPolicyId"] == own
    refused = await bob.client.patch(PATH, json={"defaultReminderPolicyId": own})
    assert error_of(refused) == (404, "reminder_policy_not_found")
    assert await bob.get(PATH) == DEFAULTS
    relaxed = await change(ada, defaultReminderPolicyId="relaxed")
    assert relaxed["defaultReminderPolicyId"] == "relaxed"
    assert await change(ada, defaultReminderPolicyId=None) == CHANGED


async def test_deleting_the_default_policy_restores_the_standard_one(ada: Someone) -> None:
    policy = {"name": "Mine", "offsets": [{"daysBefore": 1, "atLocal": "09:00"}]}
    made = await ada.client.post("/v1/reminder-policies", json=policy | {"channels": ["PUSH"]})
    await change(ada, defaultReminderPolicyId=made.json()["id"], emailEnabled=False)

    await ada.client.delete(f"/v1/reminder-policies/{made.json()['id']}")

    assert await ada.get(PATH) == CHANGED | {"emailEnabled": False}


WRONG = [
    ({"defaultReminderPolicyId": ""}, "defaultReminderPolicyId"),
    ({"pushEnabled": "yes"}, "pushEnabled"),
    ({"quietHours": {"from": "22:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"to": "25:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"to": "22:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"days": []}}, "quietHours.days"),
    ({"quietHours": NIGHT | {"days": [0]}}, "quietHours.days[0]"),
    ({"quiet": NIGHT}, "quiet"),
]


@pytest.mark.parametrize(("changes", "path"), WRONG, ids=[path for _, path in WRONG])
async def test_an_invalid_preference_is_refused(
    ada: Someone, changes: dict[str, Any], path: str
) -> None:
    assert wrong_paths(await ada.client.patch(PATH, json=changes)) == [path]
    assert await ada.get(PATH) == DEFAULTS
