"""Ada's wishes, the people who may give them, and histories of claims before Ada looks again."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from builders.catalogue.rows import put_brand, put_product
from builders.core.clocks import NOON
from builders.recommendations.catalogue_rows import embed_all
from builders.surprises.twin_worlds import Response, World
from gifter_domain.notifications.inbox import NewNotification

# She looks a month after the wishes were made, when the first reservations have just expired.
SHE_LOOKS_AT = NOON + timedelta(days=31)
REVEALED_AT = NOON + timedelta(days=90)

# Ada has wishes, some on a list that Jo owns jointly. Kit keeps a list for Rea. The others give.
PEOPLE = ("ada", "jo", "rea", "kit", "gil", "liv", "sam")
FRIENDS = ("ada jo", "ada gil", "ada liv", "jo gil", "kit rea", "kit gil")

Body = dict[str, Any]

BICYCLE: Body = {"title": "Bicycle", "externalUrl": "https://shop.example.com/bicycle"}
LISTS: dict[str, Body] = {
    "birthday": {"visibility": "PUBLIC"},
    "camping": {"visibility": "FRIENDS", "revealAt": REVEALED_AT.isoformat()},
    "diary": {"visibility": "PRIVATE"},
    "ours": {"visibility": "FRIENDS"},
}
# List, name and details of each wish. "of" names the wish that it is an alternative to.
WISHES: list[tuple[str, str, Body]] = [
    ("birthday", "bicycle", BICYCLE),
    ("ours", "our bicycle", BICYCLE | {"notes": "Size M"}),
    ("camping", "bicycle for camping", BICYCLE),
    ("birthday", "cups", {"title": "Cups", "quantity": 6, "desiredPrice": 1200}),
    ("birthday", "books", {"title": "Books", "quantity": None}),
    ("birthday", "sofa", {"title": "Sofa", "desiredPrice": 90_000, "desiredCurrency": "GBP"}),
    ("birthday", "trowel", {"productId": "p1", "quantity": 2}),
    ("camping", "trowel for camping", {"productId": "p1"}),
    ("camping", "tent", {"title": "Tent", "desiredPrice": 20_000, "quantity": 2}),
    ("camping", "boat", {"title": "Boat", "of": "tent"}),
    ("ours", "kettle", {"title": "Kettle", "externalUrl": "https://shop.example.com/kettle"}),
    ("birthday", "public kettle", {"externalUrl": "https://shop.example.com/kettle"}),
    ("birthday", "teapot", {"title": "Teapot", "of": "public kettle"}),
    ("ours", "plates", {"title": "Plates", "quantity": 4}),
    ("diary", "socks", {"title": "Socks", "quantity": 3}),
    ("mine", "scarf", {"title": "Scarf"}),
    ("for rea", "gloves", {"title": "Gloves", "quantity": 2}),
    ("for rea", "hat", {"productId": "p2"}),
]


@dataclass
class Known:
    """Ids of people, lists, items and claims by name. `claims` are those made so far."""

    ids: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)

    def on(self, *lists: str) -> list[str]:
        """Returns the names of the items on these lists."""
        return [name for where, name, _ in WISHES if where in lists]


def decoded(response: Response) -> Any:
    """Returns the decoded body of a successful response."""
    assert response.status < 400, (response.status, response.body)
    return json.loads(response.body) if response.body else None


async def people_and_wishes(world: World) -> Known:
    """Makes all people, lists and wishes in an empty world."""
    known = Known()
    await _catalogue(world)
    for name in PEOPLE:
        known.ids[name] = decoded(await world.ask(name, "GET", "/v1/me"))["id"]
    for pair in FRIENDS:
        await _befriend(world, known, *pair.split())
    await _lists(world, known)
    for where, name, wish in WISHES:
        await _wish(world, known, where, name, dict(wish))
    await _links(world, known)
    await _adas_own(world, known)
    return known


async def _catalogue(world: World) -> None:
    database = world.container.database()
    await put_brand(database)
    await put_product(database, "p1", title="Garden trowel")
    await put_product(database, "p2", title="Garden hat", price_minor=1900)
    await put_product(database, "p3", title="Garden gloves", price_minor=1100)
    await embed_all(world.container.catalogue().product_embeddings, world.container.embedder())


async def _befriend(world: World, known: Known, one: str, other: str) -> None:
    body = {"toUserId": known.ids[other]}
    request = decoded(await world.ask(one, "POST", "/v1/friend-requests", body))
    known.ids[f"{one} and {other}"] = request["id"]
    decoded(await world.ask(other, "POST", f"/v1/friend-requests/{request['id']}/accept"))


async def _lists(world: World, known: Known) -> None:
    for keeper, person in (("ada", "ada"), ("kit", "rea"), ("ada", "gil")):
        body = {"type": "USER", "userId": known.ids[person]}
        made = decoded(await world.ask(keeper, "POST", "/v1/recipients", body))
        known.ids[f"{keeper}'s {person}"] = made["id"]
    lists = {name: ("ada", details) for name, details in LISTS.items()}
    friends = {"visibility": "FRIENDS"}
    lists["mine"] = ("ada", friends | {"recipientId": known.ids["ada's ada"]})
    lists["for rea"] = ("kit", friends | {"recipientId": known.ids["kit's rea"]})
    lists["of gil"] = ("gil", friends)
    for name, (owner, details) in lists.items():
        made = decoded(await world.ask(owner, "POST", "/v1/wishlists", {"title": name} | details))
        known.ids[name] = made["id"]
    path = f"/v1/wishlists/{known.ids['ours']}/owners/{known.ids['jo']}"
    decoded(await world.ask("ada", "PUT", path))


async def _wish(world: World, known: Known, where: str, name: str, wish: Body) -> None:
    if "of" in wish:
        wish["alternativeTo"] = known.ids[wish.pop("of")]
    keeper = "kit" if where == "for rea" else "ada"
    path = f"/v1/wishlists/{known.ids[where]}/items"
    made = decoded(await world.ask(keeper, "POST", path, wish))
    known.ids |= {name: made["id"], f"wish of {name}": made["wishId"]}


async def _links(world: World, known: Known) -> None:
    for name in ("birthday", "diary", "ours"):
        path = f"/v1/wishlists/{known.ids[name]}/share"
        made = decoded(await world.ask("ada", "POST", path, {}))
        known.tokens[name] = made["token"]
        known.tokens[f"preview of {name}"] = made["previewUrl"].rsplit("/", 1)[1]


async def _adas_own(world: World, known: Known) -> None:
    """Makes a device, a notification, a recommendation, and Ada's claim on a wish of Gil's."""
    device = {"platform": "ios", "token": "a-device", "appVersion": "1"}
    decoded(await world.ask("ada", "POST", "/v1/me/device", device))
    welcome = NewNotification(known.ids["ada"], "Welcome", "Hello.", {}, "welcome")
    async with world.container.transactions()() as tx:
        await tx.inbox.add([welcome])
    asked = {"context": {"text": "something for the garden"}}
    answer = decoded(await world.ask("ada", "POST", "/v1/recommendations", asked))
    known.ids["an answer"] = answer["requestId"]
    path = f"/v1/wishlists/{known.ids['of gil']}/items"
    wish = decoded(await world.ask("gil", "POST", path, {"title": "A kite", "quantity": 2}))
    known.ids["kite"] = wish["id"]
    made = decoded(await world.ask("ada", "POST", f"/v1/wishlist-items/{wish['id']}/claims", {}))
    decoded(await world.ask("ada", "PATCH", f"/v1/claims/{made['id']}", {"status": "BOUGHT"}))


class Givers:
    """Actions of givers in one of the worlds."""

    def __init__(self, world: World, known: Known) -> None:
        self._world = world
        self._known = known

    async def claim(self, who: str, name: str, **part: int) -> None:
        path = f"/v1/wishlist-items/{self._known.ids[name]}/claims"
        made = decoded(await self._world.ask(who, "POST", path, part))
        self._known.claims[f"{who}: {name}"] = made["id"]

    async def reserve(self, link: str, name: str, quantity: int = 1) -> None:
        """Reserves as a guest, on the page of the link."""
        path = f"/s/{self._known.tokens[link]}/items/{self._known.ids[name]}"
        form = {"name": "Grandma", "quantity": str(quantity)}
        assert (await self._world.ask("", "POST", path, form)).status == 303

    async def buy(self, who: str, name: str, note: str | None = None) -> None:
        await self._on(who, name, "PATCH", "", {"status": "BOUGHT", "note": note})

    async def renew(self, who: str, name: str) -> None:
        await self._on(who, name, "POST", "/renew")

    async def release(self, who: str, name: str) -> None:
        await self._on(who, name, "DELETE", "")

    def wait(self, days: int) -> None:
        self._world.clock.move(timedelta(days=days))

    async def sweep(self) -> None:
        await self._world.container.wishlists().claim_wishes.remove_expired()

    async def _on(self, who: str, name: str, method: str, end: str, body: Any = None) -> None:
        claim_id = self._known.claims[f"{who}: {name}"]
        decoded(await self._world.ask(who, method, f"/v1/claims/{claim_id}{end}", body))


async def everything_at_once(they: Givers) -> None:
    """Makes units, shares, alternatives and guest claims, in all states.

    Some are bought, noted, renewed or released, and one has expired.
    """
    await they.claim("liv", "books", quantity=7)
    await they.claim("gil", "tent")
    they.wait(20)
    await they.renew("gil", "tent")
    for name in ("bicycle", "public kettle", "scarf", "plates"):
        await they.claim("gil", name)
    await they.claim("gil", "cups", quantity=2)
    await they.claim("liv", "cups", shareMinor=1500)
    await they.claim("gil", "sofa", shareMinor=30_000)
    await they.claim("liv", "sofa", shareMinor=60_000)
    await they.claim("sam", "trowel")
    await they.claim("liv", "plates", quantity=2)
    await they.reserve("diary", "socks", quantity=2)
    await they.buy("gil", "bicycle", note="The red one.")
    await they.buy("sam", "trowel")
    await they.release("liv", "plates")


async def all_bought(they: Givers) -> None:
    """Buys every wish of Ada's completely, after other claims have expired and were removed."""
    await they.claim("liv", "boat")
    await they.claim("liv", "sofa", shareMinor=500)
    they.wait(31)
    await they.sweep()
    for name, quantity in (
        *(("bicycle", 1), ("cups", 6), ("sofa", 1), ("trowel for camping", 2), ("tent", 2)),
        *(("kettle", 1), ("plates", 4), ("scarf", 1), ("books", 9_999)),
    ):
        await they.claim("gil", name, quantity=quantity)
        await they.buy("gil", name)
    await they.reserve("diary", "socks", quantity=3)


async def a_few_claims(they: Givers) -> None:
    """Claims three different wishes of Ada's."""
    they.wait(10)
    await they.claim("gil", "cups", quantity=2)
    await they.claim("gil", "tent")
    await they.claim("liv", "trowel")


async def joint_wishes(they: Givers) -> None:
    """Claims only wishes of Ada and Jo together; one is also on another list of Ada's."""
    they.wait(10)
    await they.claim("gil", "bicycle")
    await they.claim("liv", "kettle")
    await they.buy("liv", "kettle")
    await they.claim("gil", "plates", quantity=4)


async def kept_wishes(they: Givers) -> None:
    """Claims only wishes on the list that Kit keeps for Rea. Kit claims as well."""
    they.wait(10)
    await they.claim("kit", "gloves")
    await they.claim("gil", "gloves")
    await they.claim("gil", "hat")
    await they.buy("gil", "hat", note="In blue.")


async def claimed_after_the_reveal(they: Givers) -> None:
    """Claims a wish after the reveal, when Ada saw it unclaimed. It is for the next occasion."""
    they.wait(91)
    await they.claim("gil", "tent")
    await they.claim("liv", "tent", shareMinor=5_000)
    await they.buy("liv", "tent", note="For next year.")


History = Callable[[Givers], Awaitable[None]]
