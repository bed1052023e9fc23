"""Users' requests about claims, over HTTP."""

from typing import Any

import httpx

from builders.people.users import Someone


async def try_to_claim(giver: Someone, item: dict[str, Any], **part: int | str) -> httpx.Response:
    return await giver.client.post(f"/v1/wishlist-items/{item['id']}/claims", json=part)


async def claim(giver: Someone, item: dict[str, Any], **part: int | str) -> dict[str, Any]:
    """Claims and returns the claim: one unit, unless the part says otherwise."""
    answer = await try_to_claim(giver, item, **part)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def change_claim(giver: Someone, claim: dict[str, Any], **change: Any) -> httpx.Response:
    return await giver.client.patch(f"/v1/claims/{claim['id']}", json=change)


async def renew(giver: Someone, claim: dict[str, Any]) -> httpx.Response:
    return await giver.client.post(f"/v1/claims/{claim['id']}/renew")


async def release(giver: Someone, claim: dict[str, Any]) -> httpx.Response:
    return await giver.client.delete(f"/v1/claims/{claim['id']}")


async def claims_of(giver: Someone, **query: Any) -> list[dict[str, Any]]:
    """Returns the giver's claims."""
    items: list[dict[str, Any]] = (await giver.get("/v1/claims/mine", **query))["items"]
    return items
