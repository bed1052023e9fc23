"""A user's requests about occasions, over HTTP."""

from typing import Any

from builders.people.users import Someone

WEDDING = {"type": "WEDDING", "date": "2027-06-05"}


async def make_occasion(
    owner: Someone, recipient: dict[str, Any], **details: Any
) -> dict[str, Any]:
    """Creates an occasion of the recipient: a wedding, unless the details say otherwise."""
    body = WEDDING | {"recipientId": recipient["id"]} | details
    answer = await owner.client.post("/v1/occasions", json=body)
    assert answer.status_code == 201, answer.text
    occasion: dict[str, Any] = answer.json()
    return occasion


async def follow_birthday(owner: Someone, recipient: dict[str, Any]) -> dict[str, Any]:
    answer = await owner.client.post(f"/v1/recipients/{recipient['id']}/birthday-occasion")
    assert answer.status_code == 200, answer.text
    occasion: dict[str, Any] = answer.json()
    return occasion


async def enable_holiday(owner: Someone, recipient: dict[str, Any], code: str) -> dict[str, Any]:
    answer = await owner.client.put(f"/v1/recipients/{recipient['id']}/holidays/{code}")
    assert answer.status_code == 200, answer.text
    occasion: dict[str, Any] = answer.json()
    return occasion


async def upcoming(owner: Someone, days: int = 400) -> list[tuple[str, str]]:
    """Returns the dates of upcoming occasions and the occasions' types."""
    items = (await owner.get("/v1/occasions/upcoming", days=days, limit=100))["items"]
    return [(item["date"], item["occasion"]["type"]) for item in items]
