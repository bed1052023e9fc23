"""A valid request for each route of the API."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
from litestar import Litestar

from builders.occasions.api import WEDDING
from builders.people.recipients_api import EXTERNAL
from builders.permissions.resources import POLICY, Ids
from builders.permissions.wishlist_resources import RESERVATION
from builders.permissions.world import World
from builders.wishlists.api import BICYCLE

_PRICE = {"desiredPrice": 24_900, "desiredCurrency": "GBP"}
LIKED = {"clientEventId": "e1", "action": "LIKE"}
_BIRTHDAYS = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1\r
DTSTART;VALUE=DATE:19880415\r
RRULE:FREQ=YEARLY\r
SUMMARY:Ben's birthday\r
END:VEVENT\r
END:VCALENDAR\r
"""
Sent = dict[str, Any]


def _recipient_id(ids: Ids) -> Sent:
    return {"recipientId": ids["recipientId"]} if ids else {}


# The body, parameters and headers that make a request valid, by method and address.
CALLS: dict[str, Callable[[World, Ids], Sent]] = {
    "POST /s/{token}/items/{itemId}": lambda *_: {"data": RESERVATION},
    "POST /v1/blocks": lambda world, _: {"json": {"userId": world.people["other side"].id}},
    "PATCH /v1/claims/{claimId}": lambda *_: {"json": {"status": "BOUGHT"}},
    "POST /v1/friend-requests": lambda world, _: {
        "json": {"toUserId": world.people["other side"].id}
    },
    "GET /v1/friend-requests": lambda *_: {"params": {"in": "incoming"}},
    "GET /v1/holidays": lambda *_: {"params": {"country": "GB"}},
    "PATCH /v1/me": lambda *_: {"json": {"displayName": "New"}},
    "PATCH /v1/me/profile": lambda *_: {"json": {"bio": "New"}},
    "POST /v1/me/device": lambda *_: {"json": {"platform": "ios", "token": "ab" * 32}},
    "PATCH /v1/notification-preferences": lambda *_: {"json": {"digest": True}},
    "POST /v1/occasions": lambda _, ids: {"json": WEDDING | _recipient_id(ids)},
    "GET /v1/occasions": lambda _, ids: {"params": _recipient_id(ids)},
    "PATCH /v1/occasions/{occasionId}": lambda *_: {"json": {"title": "New"}},
    "GET /v1/occasions/calendar.ics": lambda _, ids: {"params": ids},
    "POST /v1/occasions/import": lambda *_: {
        "content": _BIRTHDAYS,
        "headers": {"content-type": "text/calendar"},
    },
    "POST /v1/products/{productId}/reports": lambda *_: {
        "json": {"kind": "CONTAINS", "trait": "nuts"}
    },
    "POST /v1/recipients": lambda *_: {"json": EXTERNAL},
    "POST /v1/recipients/import": lambda *_: {
        "content": "name\nBen\n",
        "headers": {"content-type": "text/csv"},
    },
    "PATCH /v1/recipients/{recipientId}": lambda *_: {"json": {"name": "Anna"}},
    "POST /v1/recipients/{recipientId}/link": lambda world, _: {
        "json": {"userId": world.people["friend"].id}
    },
    "POST /v1/recommendations": lambda _, ids: {"json": {"limit": 1} | _recipient_id(ids)},
    "GET /v1/recommendations": lambda _, ids: {"params": _recipient_id(ids)},
    "POST /v1/recommendations/{requestId}/feedback": lambda _, ids: {
        "json": {"actions": [LIKED | {"productId": ids.get("productId", "unknown")}]}
    },
    "POST /v1/reminder-policies": lambda *_: {"json": POLICY},
    "PATCH /v1/reminder-policies/{policyId}": lambda *_: {"json": {"name": "New"}},
    "POST /v1/taste-profiles/start": lambda _, ids: {
        "json": {"mode": "recipient" if ids else "self"} | _recipient_id(ids)
    },
    "GET /v1/taste-profiles": lambda _, ids: {"params": _recipient_id(ids)},
    "POST /v1/taste-profiles/{profileId}/answer": lambda *_: {
        "json": {"questionId": "tea_or_coffee", "answer": {"chosen": ["tea"]}}
    },
    "GET /v1/unsubscribe": lambda _, ids: {"params": ids},
    "POST /v1/unsubscribe": lambda _, ids: {"params": ids},
    "GET /v1/users/lookup": lambda *_: {"params": {"email": "nobody@example.com"}},
    "PATCH /v1/wishlist-items/{itemId}": lambda *_: {"json": {"notes": "New"} | _PRICE},
    "POST /v1/wishlist-items/{itemId}/claims": lambda *_: {"json": {}},
    "POST /v1/wishlists": lambda _, ids: {"json": {"title": "New"} | _recipient_id(ids)},
    "GET /v1/wishlists": lambda _, ids: {"params": _recipient_id(ids)},
    "PATCH /v1/wishlists/{wishlistId}": lambda *_: {"json": {"title": "New"}},
    "POST /v1/wishlists/{wishlistId}/items": lambda *_: {"json": BICYCLE | _PRICE},
    "PUT /v1/wishlists/{wishlistId}/items/order": lambda _, ids: {
        "json": {"itemIds": [ids["itemId"]] if "itemId" in ids else []}
    },
    "POST /v1/wishlists/{wishlistId}/share": lambda *_: {"json": {}},
}


def sent(world: World, method: str, path: str, ids: Ids) -> Sent:
    """Returns the body, parameters and headers of a valid request."""
    call = CALLS.get(f"{method} {path}")
    return call(world, ids) if call else {}


def address(path: str, ids: Ids) -> str:
    return path.format(**{"code": "GB:mothers_day"} | {**ids})


async def ask(world: World, role: str, method: str, path: str, ids: Ids) -> httpx.Response:
    """Sends a valid request in the given role."""
    what = sent(world, method, path, ids)
    return await world.client(role).request(method, address(path, ids), **what)


def operations(app: Litestar) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yields method, path and description of each operation in the API document."""
    document: dict[str, Any] = app.openapi_schema.to_schema()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation
