"""The resources that addresses refer to, and functions that make each in each of its states."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from builders.catalogue.rows import put_brand, put_product, put_variant
from builders.occasions.api import make_occasion
from builders.people.recipients_api import make_recipient
from builders.permissions.wishlist_resources import (
    CLAIMED,
    FOR_SOMEBODY,
    a_claim,
    a_reservation,
    a_shared_list,
    a_wish,
    a_wishlist,
)
from builders.permissions.world import ROLES, WISHING_ROLES, World
from gifter_domain.notifications.inbox import NewNotification

POLICY = {
    "name": "Early",
    "offsets": [{"daysBefore": 9, "atLocal": "08:00"}],
    "channels": ["PUSH"],
}
_A_DAY = timedelta(days=1)
Ids = Mapping[str, str]
Make = Callable[[World, str], Awaitable[dict[str, str]]]


@dataclass(frozen=True)
class Resource:
    """A resource that an address refers to: its states, and `make`, which makes one in a state.

    `make` returns the path's parameters. With `two_sides` the other side has a cell of its own;
    with `wishes` there are columns for the roles around a wish.
    """

    states: tuple[str, ...]
    make: Make
    two_sides: bool = False
    wishes: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return WISHING_ROLES if self.wishes else ROLES

    def roles(self, state: str) -> list[str]:
        """Returns the roles that exist in that state."""
        there = {
            "other side": self.two_sides,
            "recipient": state == FOR_SOMEBODY,
            "giver": state in CLAIMED,
        }
        return [role for role in self.columns if there.get(role, True)]


async def _nothing(world: World, state: str) -> dict[str, str]:
    return {}


async def _brand(world: World, state: str) -> dict[str, str]:
    await put_brand(world.container.database(), "b1", status=state)
    return {"brandId": "b1"}


async def _product(world: World, state: str) -> dict[str, str]:
    database = world.container.database()
    await put_brand(database, "b1")
    await put_product(database, "p1", status=state)
    await put_variant(database, "v1")
    return {"productId": "p1"}


async def _device(world: World, state: str) -> dict[str, str]:
    token = world.container.ids().new_id()
    made = await world.post("owner", "/v1/me/device", platform="ios", token=token)
    return {"deviceId": made["id"]}


async def _request(world: World, state: str) -> dict[str, str]:
    other = world.people["other side"] = await world.somebody()
    request_id = (await world.owner.ask(other)).json()["id"]
    if state != "pending":
        await other.answer(request_id, {"friends": "accept", "declined": "decline"}[state])
    return {"requestId": request_id, "friendshipId": request_id}


async def _recipient(world: World, state: str) -> dict[str, str]:
    made = await make_recipient(world.owner, birthday="--04-15", isTemporary=state == "expired")
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"recipientId": made["id"]}


async def _for_recipient(world: World, state: str) -> dict[str, str]:
    """Makes a recipient of the owner, or nobody in the state "any"."""
    return {} if state == "any" else await _recipient(world, "kept")


async def _occasion(world: World, state: str) -> dict[str, str]:
    recipient = await make_recipient(world.owner, isTemporary=state == "expired")
    made = await make_occasion(world.owner, recipient)
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"occasionId": made["id"]}


async def _calendar(world: World, state: str) -> dict[str, str]:
    made = await world.post("owner", "/v1/occasions/calendar")
    if state == "ended":
        await world.owner.client.delete("/v1/occasions/calendar")
    return {"token": made["token"]}


async def _policy(world: World, state: str) -> dict[str, str]:
    if state == "of the system":
        return {"policyId": "standard"}
    return {"policyId": (await world.post("owner", "/v1/reminder-policies", **POLICY))["id"]}


async def _notification(world: World, state: str) -> dict[str, str]:
    """Makes a notification and returns the newest one in the owner's inbox."""
    new = NewNotification(world.owner.id, "Tea", "Tea!", {}, world.container.ids().new_id())
    async with world.container.transactions()() as tx:
        await tx.inbox.add([new])
    notification_id = (await world.owner.get("/v1/notifications"))["items"][0]["id"]
    if state == "read":
        await world.owner.client.post(f"/v1/notifications/{notification_id}/read")
    return {"notificationId": notification_id}


async def _unsubscribe(world: World, state: str) -> dict[str, str]:
    link = world.container.reminders().unsubscribe_links.link(world.owner.id)
    [token] = parse_qs(urlsplit(link).query)["token"]
    return {"token": token if state == "ours" else token[::-1]}


async def _taste_profile(world: World, state: str) -> dict[str, str]:
    made = await world.post(
        "owner", "/v1/taste-profiles/start", mode="self", temporary=state == "expired"
    )
    if state == "expired":
        world.clock.move(8 * _A_DAY)
    return {"profileId": made["profile"]["id"]}


async def _recommendations(world: World, state: str) -> dict[str, str]:
    database = world.container.database()
    await put_brand(database, "b1")
    await put_product(database, "p1")
    made = await world.post("owner", "/v1/recommendations", limit=1)
    return {"requestId": made["requestId"], "productId": "p1"}


async def _someone(world: World, state: str) -> dict[str, str]:
    return {"userId": world.people["other side"].id}


_LISTS = ("private", "friends", "public", *CLAIMED)
_FOR_RECIPIENT = ("any", "of a recipient")
# By start of the address. The first one that a route's address begins with is its resource.
RESOURCES: dict[str, Resource] = {
    "/s/page.css": Resource(("any",), _nothing),
    "/s/{token}/reserved/{undoToken}": Resource(("reserved", "revoked", "undone"), a_reservation),
    "/s/{token}": Resource(("shared", "revoked"), a_shared_list, two_sides=True),
    "/v1/admin/products/{productId}": Resource(("published",), _product),
    "/v1/blocks/{userId}": Resource(("any",), _someone),
    "/v1/brands/{brandId}": Resource(("approved", "pending"), _brand),
    "/v1/claims/{claimId}": Resource(
        ("reserved", "bought", "expired", FOR_SOMEBODY), a_claim, two_sides=True
    ),
    "/v1/friend-requests/{requestId}": Resource(
        ("pending", "declined", "friends"), _request, two_sides=True
    ),
    "/v1/friends/{friendshipId}": Resource(("pending", "friends"), _request, two_sides=True),
    "/v1/me/device/{deviceId}": Resource(("registered",), _device),
    "/v1/notifications/{notificationId}": Resource(("unread", "read"), _notification),
    "/v1/occasions/{occasionId}": Resource(("kept", "expired"), _occasion),
    "/v1/occasions/calendar.ics": Resource(("active", "ended"), _calendar),
    "/v1/occasions/": Resource(("any",), _nothing),
    "/v1/occasions": Resource(("of a recipient",), _for_recipient),
    "/v1/products/{productId}": Resource(("published", "draft"), _product),
    "/v1/recipients/{recipientId}": Resource(("kept", "expired"), _recipient),
    "/v1/recommendations/feed": Resource(("any",), _nothing),
    "/v1/recommendations/{requestId}": Resource(("answered",), _recommendations),
    "/v1/recommendations": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/reminder-policies/{policyId}": Resource(("own", "of the system"), _policy),
    "/v1/shared/{token}": Resource(
        ("shared", "revoked", *CLAIMED), a_shared_list, two_sides=True, wishes=True
    ),
    "/v1/taste-profiles/{profileId}": Resource(("kept", "expired"), _taste_profile),
    "/v1/taste-profiles": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/unsubscribe": Resource(("ours", "forged"), _unsubscribe),
    "/v1/wishlist-items/{itemId}": Resource(_LISTS, a_wish, two_sides=True, wishes=True),
    "/v1/wishlists/{wishlistId}": Resource(_LISTS, a_wishlist, two_sides=True, wishes=True),
    "/v1/wishlists": Resource(_FOR_RECIPIENT, _for_recipient),
    "/v1/": Resource(("any",), _nothing),
}


def resource_of(path: str) -> Resource:
    """Returns the resource that the address refers to."""
    return next(resource for start, resource in RESOURCES.items() if path.startswith(start))


async def of_owner(world: World, path: str) -> Ids:
    """Makes the path's resource in its first state, for the owner, and returns its parameters."""
    world.people["other side"] = await world.somebody()
    resource = resource_of(path)
    return await resource.make(world, resource.states[0])
