"""All requests of people who must not learn about claims: they read and change everything."""

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from litestar import Litestar
from litestar.routes import HTTPRoute

from builders.surprises.givers_and_wishes import Body, Known
from builders.surprises.twin_worlds import Response, Twins

_PRODUCTS = ("p1", "p2", "p3")
_EDITS: Sequence[Body] = (
    {"quantity": 1},
    {"notes": "In blue", "priority": 1},
    {"title": "Something else", "quantity": None},
    {"desiredPrice": 4_400, "desiredCurrency": "EUR"},
    {"desiredPrice": None, "quantity": 3},
    {"imageUrl": "https://shop.example.com/picture.png"},
)


class Hunt:
    """One person in both worlds, who knows every id and link, including the ids of claims."""

    def __init__(self, twins: Twins, known: Known, who: str) -> None:
        self._twins = twins
        self._known = known
        self.who = who
        self._app = twins.plain.app

    async def ask(
        self, method: str, path: str, body: Any = None, who: str | None = None
    ) -> Response:
        return await self._twins.ask(self.who if who is None else who, method, path, body)

    async def look(self, *lists: str) -> None:
        """Reads the places where claims on these lists would show first."""
        for name in lists:
            await self.ask("GET", f"/v1/wishlists/{self._known.ids[name]}")
        await self._pages("/v1/wishlists")
        await self._twins.same_inbox(self.who)

    async def read_everything(self) -> None:
        """Reads every address, all pages of each, and the inbox."""
        for path in paths_to_read(self._app, self._known):
            await (self._pages(path) if path.startswith("/v1/") else self.ask("GET", path))
        for scope in ("mine", "friends", "public"):
            await self._pages("/v1/wishlists", scope=scope)
        await self._pages("/v1/wishlists", query="i")
        await self._pages("/v1/wishlists", recipientId=self._known.ids["ada's ada"])
        for way in ("incoming", "outgoing"):
            await self.ask("GET", f"/v1/friend-requests?in={way}")
        await self._twins.same_inbox(self.who)

    async def look_at_previews(self) -> None:
        """Opens the owner's own links without signing in."""
        for name, token in self._known.tokens.items():
            if name.startswith("preview"):
                await self.ask("GET", f"/v1/shared/{token}", who="")
                await self.ask("GET", f"/s/{token}", who="")

    async def try_to_claim(self, *items: str) -> None:
        """Tries to claim the items in every way, and to change the claims of others."""
        for name in items:
            path = f"/v1/wishlist-items/{self._known.ids[name]}/claims"
            for part in ({}, {"quantity": 9_999}, {"shareMinor": 1}, {"quantity": 0}):
                await self.ask("POST", path, part)
        for token, name in itertools.product(("birthday", "preview of birthday"), items):
            path = f"/s/{self._known.tokens[token]}/items/{self._known.ids[name]}"
            await self.ask("POST", path, {"name": "Me", "quantity": "1"})
        for claim_id in self._known.claims.values():
            path = f"/v1/claims/{claim_id}"
            await self.ask("PATCH", path, {"status": "BOUGHT"})
            await self.ask("POST", f"{path}/renew")
            await self.ask("DELETE", path)

    async def edit(self, *items: str) -> None:
        for name, body in itertools.product(items, _EDITS):
            await self.ask("PATCH", f"/v1/wishlist-items/{self._known.ids[name]}", body)

    async def edit_once(self, item: str, chance: random.Random) -> None:
        path = f"/v1/wishlist-items/{self._known.ids[item]}"
        await self.ask("PATCH", path, chance.choice(_EDITS))

    async def add_wishes_again(self, *lists: str) -> None:
        """Adds wishes that exist already, here or on another list, and alternatives to them."""
        wishes: Sequence[Body] = (
            {"productId": "p1"},
            {"productId": "p1", "quantity": 1},
            {"title": "Bike", "externalUrl": "https://SHOP.example.com/bicycle"},
            {"externalUrl": "https://shop.example.com/kettle", "quantity": 5},
            {"productId": "p3"},
            {"title": "A kite"},
        )
        for name in lists:
            path = f"/v1/wishlists/{self._known.ids[name]}/items"
            for wish in wishes:
                await self.ask("POST", path, wish)
            for item in self._known.on(name):
                body = {"title": f"No {item}", "alternativeTo": self._known.ids[item]}
                await self.ask("POST", path, body)

    async def reorder(self, *lists: str) -> None:
        for name in lists:
            path = f"/v1/wishlists/{self._known.ids[name]}"
            items = json.loads((await self.ask("GET", path)).body)["items"]
            order = [item["id"] for item in items]
            for ids in (order[::-1], order[1:], order):
                await self.ask("PUT", f"{path}/items/order", {"itemIds": ids})

    async def change_lists(self, *lists: str) -> None:
        for name in lists:
            path = f"/v1/wishlists/{self._known.ids[name]}"
            await self.ask("PATCH", path, {"title": f"{name} again", "visibility": "PUBLIC"})
            await self.ask("PATCH", path, {"revealAt": "2027-06-01T00:00:00Z"})
            shared = json.loads((await self.ask("POST", f"{path}/share", {})).body)
            if "token" in shared:
                preview = shared["previewUrl"].rsplit("/", 1)[1]
                await self.ask("GET", f"/s/{preview}", who="")
                for token in (shared["token"], preview):
                    await self.ask("GET", f"/s/{token}")
            await self.ask("DELETE", f"{path}/share")

    async def fall_out(self, *givers: str) -> None:
        """Blocks and unblocks givers, which may end claims, and asks to be friends again."""
        for name in givers:
            person = self._known.ids[name]
            await self.ask("POST", "/v1/blocks", {"userId": person})
            await self.look("birthday", "ours")
            await self.ask("DELETE", f"/v1/blocks/{person}")
            await self.ask("POST", "/v1/friend-requests", {"toUserId": person})
        await self._pages("/v1/friends")

    async def rearrange_people(self) -> None:
        """Adds and removes a joint owner, deletes a list's recipient, and changes the profile."""
        path = f"/v1/wishlists/{self._known.ids['birthday']}/owners/{self._known.ids['liv']}"
        for method in ("PUT", "DELETE"):
            await self.ask(method, path)
            await self.look("birthday")
        herself = self._known.ids["ada's ada"]
        recipient = f"/v1/recipients/{herself}"
        await self.ask("PATCH", recipient, {"notes": "That is me."})
        await self.ask("DELETE", recipient)
        await self.look("mine")
        await self.ask("PATCH", "/v1/me", {"displayName": "ada"})

    async def ask_for_recommendations(self) -> None:
        """Asks for recommendations, with a recipient and without. Claimed products must stay in."""
        for recipient in (None, self._known.ids["ada's gil"], self._known.ids["ada's ada"]):
            asked = {"context": {"text": "something for the garden"}, "recipientId": recipient}
            answer = await self.ask("POST", "/v1/recommendations", asked)
            if answer.status == 200:
                request_id = json.loads(answer.body)["requestId"]
                await self.ask("GET", f"/v1/recommendations/{request_id}")
                like = {"clientEventId": request_id, "productId": "p1", "action": "LIKE"}
                path = f"/v1/recommendations/{request_id}/feedback"
                await self.ask("POST", path, {"actions": [like]})

    async def remove(self, *items: str) -> None:
        for name in items:
            path = f"/v1/wishlist-items/{self._known.ids[name]}"
            for method in ("DELETE", "DELETE", "PATCH"):
                await self.ask(method, path, {"notes": "gone"} if method == "PATCH" else None)

    async def remove_lists(self, *lists: str) -> None:
        for name in lists:
            for _ in range(2):
                await self.ask("DELETE", f"/v1/wishlists/{self._known.ids[name]}")

    async def _pages(self, path: str, **query: str) -> None:
        """Reads all pages, with one item on each."""
        query = {"limit": "1"} | query
        while True:
            response = await self.ask("GET", f"{path}?{'&'.join(map('='.join, query.items()))}")
            if b'"nextCursor":"' not in response.body:
                return
            query["cursor"] = json.loads(response.body)["nextCursor"]


def paths_to_read(app: Litestar, known: Known) -> Iterator[str]:
    """Yields each address that GET accepts, with all known values of its parameters.

    It reads the routes of the application, so new routes are included.
    """
    for route in app.routes:
        if isinstance(route, HTTPRoute) and "GET" in route.methods and _is_ours(route.path):
            names = [*route.path_parameters]
            for values in itertools.product(*(_values(name, known) for name in names)):
                yield route.path_format.format(**dict(zip(names, values, strict=True)))


def _is_ours(path: str) -> bool:
    return path.startswith(("/v1/", "/s/"))


def _values(parameter: str, known: Known) -> Sequence[str]:
    """Returns the values of a path's parameter. A new parameter gets every id."""
    lists = [known.ids[where] for where in ("birthday", "camping", "diary", "ours", "mine")]
    values: dict[str, Sequence[str]] = {
        "wishlistId": [*lists, known.ids["for rea"], known.ids["of gil"]],
        "token": [*known.tokens.values()],
        "itemId": [known.ids[name] for name in ("bicycle", "socks", "kettle")],
        "undoToken": ["nothing"],
        "productId": _PRODUCTS,
        "brandId": ["b1"],
        "requestId": [known.ids["an answer"]],
        "recipientId": [known.ids[one] for one in ("ada's ada", "ada's gil", "kit's rea")],
    }
    return values.get(parameter, [*known.ids.values(), *known.claims.values()])
