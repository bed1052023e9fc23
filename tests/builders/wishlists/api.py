"""Users' requests about wishlists, over HTTP."""

from typing import Any

from builders.people.users import Someone

BICYCLE = {"title": "A red bicycle", "externalUrl": "https://shop.example.com/bicycle"}


async def make_list(owner: Someone, **details: Any) -> dict[str, Any]:
    """Creates a list of the owner: "Birthday", unless the details say otherwise."""
    answer = await owner.client.post("/v1/wishlists", json={"title": "Birthday"} | details)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def wish_for(owner: Someone, wishlist: dict[str, Any], **details: Any) -> dict[str, Any]:
    """Adds an item to the list: a bicycle, unless the details say otherwise."""
    path = f"/v1/wishlists/{wishlist['id']}/items"
    answer = await owner.client.post(path, json=details or BICYCLE)
    assert answer.status_code in (200, 201), answer.text
    item: dict[str, Any] = answer.json()
    return item


async def items_of(viewer: Someone, wishlist: dict[str, Any]) -> list[dict[str, Any]]:
    """Returns the list's items as the viewer sees them."""
    found = await viewer.get(f"/v1/wishlists/{wishlist['id']}")
    assert found["itemCount"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


async def titles(viewer: Someone, **query: Any) -> list[str]:
    """Returns the titles of the lists on the viewer's first page."""
    return [one["title"] for one in (await viewer.get("/v1/wishlists", **query))["items"]]


async def own_jointly(owner: Someone, wishlist: dict[str, Any], friend: Someone) -> None:
    answer = await owner.client.put(f"/v1/wishlists/{wishlist['id']}/owners/{friend.id}")
    assert answer.status_code == 204, answer.text


async def share(owner: Someone, wishlist: dict[str, Any], **details: Any) -> dict[str, Any]:
    """Creates and returns new links to the list."""
    answer = await owner.client.post(f"/v1/wishlists/{wishlist['id']}/share", json=details)
    assert answer.status_code == 201, answer.text
    links: dict[str, Any] = answer.json()
    return links
