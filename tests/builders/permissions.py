"""A small world of people around one owner, and how each thing in it is made and asked for."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from sqlalchemy import update

from builders.claims import change_claim, claim
from builders.clocks import FixedClock
from builders.listings import put_brand, put_product, put_variant
from builders.occasions import WEDDING, mark
from builders.people import Join, Someone
from builders.pictures import OnePicture
from builders.recipients import EXTERNAL, keep
from builders.wishlists import BICYCLE, make_list, own_jointly, share, wish_for
from gifter_adapters.postgres.tables.identity import user_account
from gifter_app.container import Container
from gifter_domain.notifications.inbox import NewNotification

ROLES = ("nobody", "owner", "other side", "friend", "stranger", "blocked", "disabled")
NO_CELL = "–"
_ENDLESS: dict[str, Any] = {"title": "Books", "quantity": None}
_POLICY = {
    "name": "Early",
    "offsets": [{"daysBefore": 9, "atLocal": "08:00"}],
    "channels": ["PUSH"],
}
_RESERVING = {"data": {"name": "Grandma", "quantity": "1"}}
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
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class World:
    """`owner` has two friends, blocks a former one, and knows nothing of the stranger.

    The `other side` is whom a thing is about, where it has two sides, and a stranger else.
    """

    container: Container
    clock: FixedClock
    join: Join
    people: dict[str, Someone]
    anonymous: httpx.AsyncClient
    second_friend: Someone

    @property
    def owner(self) -> Someone:
        return self.people["owner"]

    def client(self, role: str) -> httpx.AsyncClient:
        return self.people[role].client if role in self.people else self.anonymous

    async def somebody(self) -> Someone:
        """Whom nobody knows."""
        return await self.join(self.container.ids().new_id())

    async def made(self, role: str, path: str, **sent: Any) -> dict[str, Any]:
        """What somebody made with a POST."""
        answer = await self.client(role).post(path, json=sent)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made


async def a_world(
    container: Container, clock: FixedClock, join: Join, anonymous: httpx.AsyncClient
) -> World:
    """One that lasts: whatever is made in it is new, and the other side is replaced."""
    container.pictures.override(OnePicture())
    new_id = container.ids().new_id
    people = {role: await join(new_id(), role) for role in ROLES if role != "nobody"}
    owner, friend, blocked = people["owner"], people["friend"], people["blocked"]
    second_friend = await join(new_id(), "second friend")
    for one in (friend, second_friend, blocked):
        await owner.befriend(one)
    await owner.block(blocked)
    disabled = user_account.c.id == people["disabled"].id
    async with container.database().transaction() as connection:
        await connection.execute(update(user_account).where(disabled).values(status="DISABLED"))
    return World(container, clock, join, people, anonymous, second_friend)


Make = Callable[[World, str], Awaitable[dict[str, str]]]


@dataclass(frozen=True)
class Resource:
    """What an address names: the states it can be in, and how one is made in such a state.

    `make` gives the path's parameters. With `two_sides` the other side has a cell of its own.
    """

    states: tuple[str, ...]
    make: Make
    two_sides: bool = False

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role in ROLES if self.two_sides or role != "other side")


async def _nothing(world: World, state: str) -> dict[str, str]:
    return {}


async def _brand(world: World, state: str) -> dict[str, str]:
    await put_brand(world.container.database(), "b1", status=state)
    return {"brand_id": "b1"}


async def _product(world: World, state: str) -> dict[str, str]:
    database = world.container.database()
    await put_brand(database, "b1")
    await put_product(database, "p1", status=state)
    await put_variant(database, "v1")
    return {"product_id": "p1"}


async def _device(world: World, state: str) -> dict[str, str]:
    token = world.container.ids().new_id()
    made = await world.made("owner", "/v1/me/device", platform="ios", token=token)
    return {"device_id": made["id"]}


async def _request(world: World, state: str) -> dict[str, str]:
    other = world.people["other side"] = await world.somebody()
    request_id = (await world.owner.ask(other)).json()["id"]
    if state != "pending":
        await other.answer(request_id, {"friends": "accept", "declined": "decline"}[state])
    return {"request_id": request_id, "friendship_id": request_id}


async def _recipient(world: World, state: str) -> dict[str, str]:
    made = await keep(world.owner, birthday="--04-15", isTemporary=state == "expired")
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"recipient_id": made["id"]}


async def _for_recipient(world: World, state: str) -> dict[str, str]:
    """Nobody, or somebody whom the owner keeps."""
    return {} if state == "any" else await _recipient(world, "kept")


async def _occasion(world: World, state: str) -> dict[str, str]:
    recipient = await keep(world.owner, isTemporary=state == "expired")
    made = await mark(world.owner, recipient)
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"occasion_id": made["id"]}


async def _calendar(world: World, state: str) -> dict[str, str]:
    made = await world.made("owner", "/v1/occasions/calendar")
    if state == "ended":
        await world.owner.client.delete("/v1/occasions/calendar")
    return {"token": made["token"]}


async def _policy(world: World, state: str) -> dict[str, str]:
    if state == "of the system":
        return {"policy_id": "standard"}
    return {"policy_id": (await world.made("owner", "/v1/reminder-policies", **_POLICY))["id"]}


async def _notification(world: World, state: str) -> dict[str, str]:
    """The only one of the owner."""
    told = NewNotification(world.owner.id, "Tea", "Tea!", {}, world.container.ids().new_id())
    async with world.container.transactions()() as tx:
        await tx.inbox.add([told])
    notification_id = (await world.owner.get("/v1/notifications"))["items"][0]["id"]
    if state == "read":
        await world.owner.client.post(f"/v1/notifications/{notification_id}/read")
    return {"notification_id": notification_id}


async def _unsubscribe(world: World, state: str) -> dict[str, str]:
    link = world.container.unsubscribe_links().link(world.owner.id)
    [token] = parse_qs(urlsplit(link).query)["token"]
    return {"token": token if state == "ours" else token[::-1]}


async def _wishlist(world: World, state: str) -> dict[str, str]:
    """A list without items, and the other side for a joint owner."""
    other = world.people["other side"] = world.second_friend
    made = await make_list(world.owner, visibility=state.upper())
    await own_jointly(world.owner, made, other)
    return {"wishlist_id": made["id"], "user_id": other.id}


async def _item(world: World, state: str) -> dict[str, str]:
    """On such a list."""
    made = await _wishlist(world, state)
    item = await wish_for(world.owner, {"id": made["wishlist_id"]}, **_ENDLESS)
    return {"item_id": item["id"]}


async def _claim(world: World, state: str) -> dict[str, str]:
    other = world.people["other side"]
    wish = await wish_for(other, await make_list(other, visibility="PUBLIC"), **_ENDLESS)
    made = await claim(world.owner, wish)
    if state == "bought":
        await change_claim(world.owner, made, status="BOUGHT")
    if state == "lapsed":
        world.clock.move(30 * _A_DAY)
    return {"claim_id": made["id"]}


async def _shared(world: World, state: str) -> dict[str, str]:
    """A private list with a wish that has a picture, and the other side for a joint owner."""
    made = await _wishlist(world, "private")
    wishlist = {"id": made["wishlist_id"]}
    item = await wish_for(world.owner, wishlist, **_ENDLESS, imageUrl=OnePicture.url)
    links = await share(world.owner, wishlist)
    if state == "revoked":
        await world.owner.client.delete(f"/v1/wishlists/{made['wishlist_id']}/share")
    return made | {"token": links["token"], "item_id": item["id"]}


async def _reserved(world: World, state: str) -> dict[str, str]:
    """What a guest reserved on such a list."""
    made = await _shared(world, "shared")
    reserve = f"/s/{made['token']}/items/{made['item_id']}"
    reserved = (await world.anonymous.post(reserve, **_RESERVING)).headers["location"]
    if state == "undone":
        await world.anonymous.post(reserved)
    if state == "revoked":
        await world.owner.client.delete(f"/v1/wishlists/{made['wishlist_id']}/share")
    return {"token": made["token"], "undo_token": reserved.rpartition("/")[2]}


async def _taste_profile(world: World, state: str) -> dict[str, str]:
    made = await world.made(
        "owner", "/v1/taste-profiles/start", mode="self", temporary=state == "expired"
    )
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"profile_id": made["profile"]["id"]}


async def _recommendations(world: World, state: str) -> dict[str, str]:
    made = await world.made("owner", "/v1/recommendations", limit=1)
    return {"request_id": made["requestId"]}


async def _someone(world: World, state: str) -> dict[str, str]:
    return {"user_id": world.people["other side"].id}


_VISIBILITIES = ("private", "friends", "public")
_FOR_RECIPIENT = ("any", "of a recipient")
# By address: the first with which a route's begins is what that route is about.
RESOURCES: dict[str, Resource] = {
    "/s/page.css": Resource(("any",), _nothing),
    "/s/{token}/reserved/{undo_token}": Resource(("reserved", "revoked", "undone"), _reserved),
    "/s/{token}": Resource(("shared", "revoked"), _shared, two_sides=True),
    "/v1/blocks/{user_id}": Resource(("any",), _someone),
    "/v1/brands/{brand_id}": Resource(("approved", "pending"), _brand),
    "/v1/claims/{claim_id}": Resource(("reserved", "bought", "lapsed"), _claim, two_sides=True),
    "/v1/friend-requests/{request_id}": Resource(
        ("pending", "declined", "friends"), _request, two_sides=True
    ),
    "/v1/friends/{friendship_id}": Resource(("pending", "friends"), _request, two_sides=True),
    "/v1/me/device/{device_id}": Resource(("registered",), _device),
    "/v1/notifications/{notification_id}": Resource(("unread", "read"), _notification),
    "/v1/occasions/{occasion_id}": Resource(("kept", "expired"), _occasion),
    "/v1/occasions/calendar.ics": Resource(("begun", "ended"), _calendar),
    "/v1/occasions/": Resource(("any",), _nothing),
    "/v1/occasions": Resource(("of a recipient",), _for_recipient),
    "/v1/products/{product_id}": Resource(("published", "draft"), _product),
    "/v1/recipients/{recipient_id}": Resource(("kept", "expired"), _recipient),
    "/v1/recommendations/{request_id}": Resource(("answered",), _recommendations),
    "/v1/recommendations": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/reminder-policies/{policy_id}": Resource(("own", "of the system"), _policy),
    "/v1/shared/{token}": Resource(("shared", "revoked"), _shared, two_sides=True),
    "/v1/taste-profiles/{profile_id}": Resource(("kept", "expired"), _taste_profile),
    "/v1/taste-profiles": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/unsubscribe": Resource(("ours", "forged"), _unsubscribe),
    "/v1/wishlist-items/{item_id}": Resource(_VISIBILITIES, _item, two_sides=True),
    "/v1/wishlists/{wishlist_id}": Resource(_VISIBILITIES, _wishlist, two_sides=True),
    "/v1/wishlists": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/": Resource(("any",), _nothing),
}


def resource_of(path: str) -> Resource:
    """What the address is about."""
    return next(resource for start, resource in RESOURCES.items() if path.startswith(start))


Ids = Mapping[str, str]
Sent = dict[str, Any]


def _recipient_id(ids: Ids) -> Sent:
    return {"recipientId": ids["recipient_id"]} if ids else {}


# What a call needs beside its address to be right in form: by method and address.
CALLS: dict[str, Callable[[World, Ids], Sent]] = {
    "POST /s/{token}/items/{item_id}": lambda *_: _RESERVING,
    "POST /v1/blocks": lambda world, _: {"json": {"userId": world.people["other side"].id}},
    "PATCH /v1/claims/{claim_id}": lambda *_: {"json": {"status": "BOUGHT"}},
    "POST /v1/friend-requests": lambda world, _: {
        "json": {"toUserId": world.people["other side"].id}
    },
    "GET /v1/friend-requests": lambda *_: {"params": {"in": "incoming"}},
    "GET /v1/holidays": lambda *_: {"params": {"country": "GB"}},
    "PATCH /v1/me": lambda *_: {"json": {"displayName": "New"}},
    "POST /v1/me/device": lambda *_: {"json": {"platform": "ios", "token": "ab" * 32}},
    "PATCH /v1/notification-preferences": lambda *_: {"json": {"digest": True}},
    "POST /v1/occasions": lambda _, ids: {"json": WEDDING | _recipient_id(ids)},
    "GET /v1/occasions": lambda _, ids: {"params": _recipient_id(ids)},
    "PATCH /v1/occasions/{occasion_id}": lambda *_: {"json": {"title": "New"}},
    "GET /v1/occasions/calendar.ics": lambda _, ids: {"params": ids},
    "POST /v1/occasions/import": lambda *_: {
        "content": _BIRTHDAYS,
        "headers": {"content-type": "text/calendar"},
    },
    "POST /v1/recipients": lambda *_: {"json": EXTERNAL},
    "POST /v1/recipients/import": lambda *_: {
        "content": "name\nBen\n",
        "headers": {"content-type": "text/csv"},
    },
    "PATCH /v1/recipients/{recipient_id}": lambda *_: {"json": {"name": "Anna"}},
    "POST /v1/recipients/{recipient_id}/link": lambda world, _: {
        "json": {"userId": world.people["friend"].id}
    },
    "POST /v1/recommendations": lambda _, ids: {"json": {"limit": 1} | _recipient_id(ids)},
    "POST /v1/reminder-policies": lambda *_: {"json": _POLICY},
    "PATCH /v1/reminder-policies/{policy_id}": lambda *_: {"json": {"name": "New"}},
    "POST /v1/taste-profiles/start": lambda _, ids: {
        "json": {"mode": "recipient" if ids else "self"} | _recipient_id(ids)
    },
    "GET /v1/taste-profiles": lambda _, ids: {"params": _recipient_id(ids)},
    "POST /v1/taste-profiles/{profile_id}/answer": lambda *_: {
        "json": {"questionId": "tea_or_coffee", "answer": {"chosen": ["tea"]}}
    },
    "GET /v1/unsubscribe": lambda _, ids: {"params": ids},
    "POST /v1/unsubscribe": lambda _, ids: {"params": ids},
    "GET /v1/users/lookup": lambda *_: {"params": {"email": "nobody@example.com"}},
    "PATCH /v1/wishlist-items/{item_id}": lambda *_: {"json": {"notes": "New"}},
    "POST /v1/wishlist-items/{item_id}/claims": lambda *_: {"json": {}},
    "POST /v1/wishlists": lambda _, ids: {"json": {"title": "New"} | _recipient_id(ids)},
    "GET /v1/wishlists": lambda _, ids: {"params": _recipient_id(ids)},
    "PATCH /v1/wishlists/{wishlist_id}": lambda *_: {"json": {"title": "New"}},
    "POST /v1/wishlists/{wishlist_id}/items": lambda *_: {"json": BICYCLE},
    "PUT /v1/wishlists/{wishlist_id}/items/order": lambda *_: {"json": {"itemIds": []}},
    "POST /v1/wishlists/{wishlist_id}/share": lambda *_: {"json": {}},
}


async def ask(world: World, role: str, method: str, path: str, ids: Ids) -> httpx.Response:
    """A request that is right in form, of a route, by somebody."""
    sent = CALLS.get(f"{method} {path}", lambda *_: {})(world, ids)
    address = path.format(**{"code": "GB:mothers_day"} | {**ids})
    return await world.client(role).request(method, address, **sent)
