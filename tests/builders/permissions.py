"""A small world of people around one owner, and how each thing in it is made and asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from sqlalchemy import update

from builders.claims import change_claim, claim
from builders.clocks import FixedClock
from builders.listings import put_brand, put_product, put_variant
from builders.people import Join, Someone
from builders.wishlists import make_list, own_jointly, share, wish_for
from gifter_adapters.postgres.tables.identity import user_account
from gifter_app.container import Container

ROLES = ("nobody", "owner", "other side", "friend", "stranger", "blocked", "disabled")
NO_CELL = "–"
_ENDLESS: dict[str, Any] = {"title": "Books", "quantity": None}
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class World:
    """`owner` has a friend, blocks a former one, and knows nothing of the stranger.

    The `other side` is whom a thing is about, where it has two sides, and a stranger else.
    """

    container: Container
    clock: FixedClock
    join: Join
    people: dict[str, Someone]
    anonymous: httpx.AsyncClient

    @property
    def owner(self) -> Someone:
        return self.people["owner"]

    def client(self, role: str) -> httpx.AsyncClient:
        return self.people[role].client if role in self.people else self.anonymous

    async def made(self, role: str, path: str, **sent: Any) -> dict[str, Any]:
        """What somebody made with a POST."""
        answer = await self.client(role).post(path, json=sent)
        assert answer.is_success, answer.text
        made: dict[str, Any] = answer.json()
        return made


async def a_world(
    container: Container, clock: FixedClock, join: Join, anonymous: httpx.AsyncClient
) -> World:
    people = {role: await join(role.replace(" ", "-")) for role in ROLES if role != "nobody"}
    owner, friend, blocked = people["owner"], people["friend"], people["blocked"]
    await owner.befriend(friend)
    await owner.befriend(blocked)
    await owner.block(blocked)
    disabled = user_account.c.id == people["disabled"].id
    async with container.database().transaction() as connection:
        await connection.execute(update(user_account).where(disabled).values(status="DISABLED"))
    return World(container, clock, join, people, anonymous)


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
    other = world.people["other side"] = await world.join(world.container.ids().new_id())
    request_id = (await world.owner.ask(other)).json()["id"]
    if state != "pending":
        await other.answer(request_id, {"friends": "accept", "declined": "decline"}[state])
    return {"request_id": request_id, "friendship_id": request_id}


async def _recipient(world: World, state: str) -> dict[str, str]:
    made = await world.made(
        "owner", "/v1/recipients", type="EXTERNAL", name="Ana", isTemporary=state == "expired"
    )
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"recipient_id": made["id"]}


async def _wishlist(world: World, state: str) -> dict[str, str]:
    """A list without items, and the other side for a joint owner."""
    other = world.people["other side"] = await world.join(world.container.ids().new_id())
    await world.owner.befriend(other)
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
    made = await make_list(world.owner)
    links = await share(world.owner, made)
    if state == "revoked":
        await world.owner.client.delete(f"/v1/wishlists/{made['id']}/share")
    return {"token": links["token"]}


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
# By address, longest first: the first whose address a route's begins with is what it is about.
RESOURCES: dict[str, Resource] = {
    "/v1/blocks/{user_id}": Resource(("any",), _someone),
    "/v1/brands/{brand_id}": Resource(("approved", "pending"), _brand),
    "/v1/claims/{claim_id}": Resource(("reserved", "bought", "lapsed"), _claim, two_sides=True),
    "/v1/friend-requests/{request_id}": Resource(
        ("pending", "declined", "friends"), _request, two_sides=True
    ),
    "/v1/friends/{friendship_id}": Resource(("pending", "friends"), _request, two_sides=True),
    "/v1/me/device/{device_id}": Resource(("registered",), _device),
    "/v1/products/{product_id}": Resource(("published", "draft"), _product),
    "/v1/recipients/{recipient_id}": Resource(("kept", "expired"), _recipient),
    "/v1/recommendations/{request_id}": Resource(("answered",), _recommendations),
    "/v1/shared/{token}": Resource(("shared", "revoked"), _shared),
    "/v1/wishlist-items/{item_id}": Resource(_VISIBILITIES, _item, two_sides=True),
    "/v1/wishlists/{wishlist_id}": Resource(_VISIBILITIES, _wishlist, two_sides=True),
    "/v1/taste-profiles/{profile_id}": Resource(("kept", "expired"), _taste_profile),
    "/v1/": Resource(("any",), _nothing),
}


def resource_of(path: str) -> Resource:
    """What the address is about."""
    return next(resource for start, resource in RESOURCES.items() if path.startswith(start))


# What a call needs beside its address to be right in form: by method and address.
Sent = dict[str, Any]
CALLS: dict[str, Callable[[World], Sent]] = {
    "POST /v1/blocks": lambda world: {"json": {"userId": world.people["other side"].id}},
    "POST /v1/friend-requests": lambda world: {"json": {"toUserId": world.people["other side"].id}},
    "GET /v1/friend-requests": lambda _: {"params": {"in": "incoming"}},
    "GET /v1/users/lookup": lambda _: {"params": {"email": "nobody@example.com"}},
    "PATCH /v1/me": lambda _: {"json": {"displayName": "New"}},
    "POST /v1/me/device": lambda _: {"json": {"platform": "ios", "token": "ab" * 32}},
    "POST /v1/recipients": lambda _: {"json": {"type": "EXTERNAL", "name": "Ben"}},
    "POST /v1/recipients/import": lambda _: {
        "content": "name\nBen\n",
        "headers": {"content-type": "text/csv"},
    },
    "PATCH /v1/recipients/{recipient_id}": lambda _: {"json": {"name": "Anna"}},
    "POST /v1/recipients/{recipient_id}/link": lambda world: {
        "json": {"userId": world.people["friend"].id}
    },
    "POST /v1/wishlists": lambda _: {"json": {"title": "New"}},
    "PATCH /v1/wishlists/{wishlist_id}": lambda _: {"json": {"title": "New"}},
    "POST /v1/wishlists/{wishlist_id}/items": lambda _: {"json": {"title": "New"}},
    "PUT /v1/wishlists/{wishlist_id}/items/order": lambda _: {"json": {"itemIds": []}},
    "POST /v1/wishlists/{wishlist_id}/share": lambda _: {"json": {}},
    "PATCH /v1/claims/{claim_id}": lambda _: {"json": {"status": "BOUGHT"}},
    "POST /v1/wishlist-items/{item_id}/claims": lambda _: {"json": {}},
    "PATCH /v1/wishlist-items/{item_id}": lambda _: {"json": {"notes": "New"}},
    "POST /v1/recommendations": lambda _: {"json": {"limit": 1}},
    "POST /v1/taste-profiles/start": lambda _: {"json": {"mode": "self"}},
    "POST /v1/taste-profiles/{profile_id}/answer": lambda _: {
        "json": {"questionId": "tea_or_coffee", "answer": {"chosen": ["tea"]}}
    },
}
