"""Users' requests for recommendations and their feedback, over HTTP."""

from itertools import count
from typing import Any

import httpx

from builders.people.users import Someone

_NUMBERS = count(1)


async def recommend(user: Someone, **body: Any) -> dict[str, Any]:
    answer = await user.client.post("/v1/recommendations", json=body)
    assert answer.status_code == 200, answer.text
    decoded: dict[str, Any] = answer.json()
    return decoded


def product_ids(answer: dict[str, Any]) -> list[str]:
    return [item["product"]["id"] for item in answer["items"]]


def an_action(product_id: str, action: str, **details: Any) -> dict[str, Any]:
    """Returns an action with a new client event id, unless the details have one."""
    event_id = f"event {next(_NUMBERS)}"
    return {"clientEventId": event_id, "productId": product_id, "action": action} | details


async def try_feedback(user: Someone, request_id: str, *actions: dict[str, Any]) -> httpx.Response:
    path = f"/v1/recommendations/{request_id}/feedback"
    return await user.client.post(path, json={"actions": actions})


async def give_feedback(user: Someone, answer: dict[str, Any], *actions: dict[str, Any]) -> None:
    """Gives feedback on the products of an answer."""
    given = await try_feedback(user, answer["requestId"], *actions)
    assert given.status_code == 204, given.text
