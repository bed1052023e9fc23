"""A user's requests about recipients, over HTTP."""

from typing import Any

from builders.people.users import Someone

EXTERNAL = {"type": "EXTERNAL", "name": "Ana"}


async def make_recipient(owner: Someone, **details: Any) -> dict[str, Any]:
    """Creates a recipient of the owner: Ana, unless the details say otherwise."""
    answer = await owner.client.post("/v1/recipients", json=EXTERNAL | details)
    assert answer.status_code == 201, answer.text
    recipient: dict[str, Any] = answer.json()
    return recipient


async def make_friend_recipient(owner: Someone, friend: Someone, **details: Any) -> dict[str, Any]:
    """Creates a recipient who is a friend of the owner."""
    body = {"type": "USER", "userId": friend.id} | details
    answer = await owner.client.post("/v1/recipients", json=body)
    assert answer.status_code == 201, answer.text
    recipient: dict[str, Any] = answer.json()
    return recipient


async def recipient_names(owner: Someone, **query: Any) -> list[str]:
    """Returns the names on the owner's first page of recipients."""
    return [item["name"] for item in (await owner.get("/v1/recipients", **query))["items"]]
