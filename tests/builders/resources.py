"""What addresses name, and how each such thing is made in a state it can be in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from builders.claims import change_claim, claim
from builders.listings import put_brand, put_product, put_variant
from builders.occasions import mark
from builders.permissions import ROLES, World
from builders.pictures import OnePicture
from builders.recipients import keep
from builders.wishlists import make_list, own_jointly, share, wish_for
from gifter_domain.notifications.inbox import NewNotification

POLICY = {
    "name": "Early",
    "offsets": [{"daysBefore": 9, "atLocal": "08:00"}],
    "channels": ["PUSH"],
}
RESERVING = {"data": {"name": "Grandma", "quantity": "1"}}
_ENDLESS: dict[str, Any] = {"title": "Books", "quantity": None}
_A_DAY = timedelta(days=1)
Ids = Mapping[str, str]
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
    return {"policy_id": (await world.made("owner", "/v1/reminder-policies", **POLICY))["id"]}


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
    reserved = (await world.anonymous.post(reserve, **RESERVING)).headers["location"]
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


async def of_owner(world: World, path: str) -> Ids:
    """The path's parameters for such a thing, in the state it begins in."""
    world.people["other side"] = await world.somebody()
    resource = resource_of(path)
    return await resource.make(world, resource.states[0])
