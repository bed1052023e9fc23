"""/v1/notification-preferences: how the user wants to be told."""

from typing import Any

import pytest

from builders.people.users import Someone, error_of, wrong_paths

PATH = "/v1/notification-preferences"
DEFAULTS = {
    "push": True,
    "email": True,
    "quietHours": None,
    "defaultReminderPolicyId": "standard",
    "digest": True,
}
NIGHT = {"from": "22:00", "to": "07:30", "days": [5, 6]}


async def change(user: Someone, **said: Any) -> dict[str, Any]:
    answer = await user.client.patch(PATH, json=said)
    assert answer.status_code == 200, answer.text
    preferences: dict[str, Any] = answer.json()
    return preferences


async def test_everybody_has_the_defaults(ada: Someone) -> None:
    assert await ada.get(PATH) == DEFAULTS


async def test_only_what_is_sent_changes_for_the_caller_alone(ada: Someone, bob: Someone) -> None:
    assert await change(ada, email=False) == DEFAULTS | {"email": False}
    both = await change(ada, quietHours=NIGHT, digest=False)

    assert both == DEFAULTS | {"email": False, "quietHours": NIGHT, "digest": False}
    assert await ada.get(PATH) == both
    assert await change(ada) == both
    assert await bob.get(PATH) == DEFAULTS


async def test_quiet_hours_are_every_day_s_unless_told_otherwise_and_end_with_null(
    ada: Someone,
) -> None:
    kept = await change(ada, quietHours={"from": "12:00", "to": "13:00"})

    assert kept["quietHours"] == {"from": "12:00", "to": "13:00", "days": [1, 2, 3, 4, 5, 6, 7]}
    assert (await change(ada, quietHours=None))["quietHours"] is None


async def test_the_default_policy_is_the_system_s_or_one_s_own(ada: Someone, bob: Someone) -> None:
    policy = {"name": "Mine", "offsets": [{"daysBefore": 1, "atLocal": "09:00"}]}
    made = await ada.client.post("/v1/reminder-policies", json=policy | {"channels": ["PUSH"]})
    own = made.json()["id"]

    assert (await change(ada, defaultReminderPolicyId=own))["defaultReminderPolicyId"] == own
    refused = await bob.client.patch(PATH, json={"defaultReminderPolicyId": own})
    assert error_of(refused) == (404, "reminder_policy_not_found")
    assert await bob.get(PATH) == DEFAULTS
    relaxed = await change(ada, defaultReminderPolicyId="relaxed")
    assert relaxed["defaultReminderPolicyId"] == "relaxed"
    assert await change(ada, defaultReminderPolicyId=None) == DEFAULTS


async def test_removing_the_default_policy_goes_back_to_the_standard(ada: Someone) -> None:
    policy = {"name": "Mine", "offsets": [{"daysBefore": 1, "atLocal": "09:00"}]}
    made = await ada.client.post("/v1/reminder-policies", json=policy | {"channels": ["PUSH"]})
    await change(ada, defaultReminderPolicyId=made.json()["id"], email=False)

    await ada.client.delete(f"/v1/reminder-policies/{made.json()['id']}")

    assert await ada.get(PATH) == DEFAULTS | {"email": False}


WRONG = [
    ({"defaultReminderPolicyId": ""}, "defaultReminderPolicyId"),
    ({"push": "yes"}, "push"),
    ({"quietHours": {"from": "22:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"to": "25:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"to": "22:00"}}, "quietHours.to"),
    ({"quietHours": NIGHT | {"days": []}}, "quietHours.days"),
    ({"quietHours": NIGHT | {"days": [0]}}, "quietHours.days[0]"),
    ({"quiet": NIGHT}, "quiet"),
]


@pytest.mark.parametrize(("said", "path"), WRONG, ids=[path for _, path in WRONG])
async def test_what_makes_no_sense_is_refused(
    ada: Someone, said: dict[str, Any], path: str
) -> None:
    assert wrong_paths(await ada.client.patch(PATH, json=said)) == [path]
    assert await ada.get(PATH) == DEFAULTS
