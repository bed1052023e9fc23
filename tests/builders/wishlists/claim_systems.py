"""Systems that accept claims: our API, and others with the same starting state as the ledger."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Protocol

import httpx

from builders.core.clocks import FixedClock
from builders.people.users import Join, Someone
from builders.wishlists.api import items_of, make_list
from builders.wishlists.claim_ledger import (
    GIVERS,
    OWNER,
    PLACES,
    PRICES,
    QUANTITIES,
    Again,
    Do,
    Drop,
    Move,
    Reprice,
    Shown,
    Take,
)
from builders.wishlists.claims_api import claims_of


class World(Protocol):
    """An implementation of claims that starts like a `Ledger` and gets the same moves."""

    async def begin(self) -> None: ...

    async def move(self, move: Move, number: int) -> str | None:
        """Returns the error code if the move is refused, or None. Other moves may run meanwhile."""
        ...

    async def wait(self, days: int) -> None: ...

    async def claims(self) -> dict[int, tuple[str, int, int, bool]]: ...

    async def shown(self) -> dict[str, Shown]: ...


class Api:
    """Gifter itself, over HTTP."""

    def __init__(self, join: Join, clock: FixedClock) -> None:
        self._join = join
        self._clock = clock
        self._people: dict[str, Someone] = {}
        self._items: dict[str, dict[str, Any]] = {}
        self._lists: list[dict[str, Any]] = []
        self._claims: dict[int, dict[str, Any]] = {}
        self._givers: dict[int, Someone] = {}

    async def begin(self) -> None:
        for name in (OWNER, *GIVERS):
            self._people[name] = await self._join(f"{name}-{id(self)}", name)
        ada = self._people[OWNER]
        self._lists = [await make_list(ada, visibility="PUBLIC") for _ in range(2)]
        for place in PLACES:
            await self._wish(place)

    async def _wish(self, place: str) -> httpx.Response:
        wish = PLACES[place]
        price, currency = PRICES[wish]
        details = {"title": wish, "quantity": QUANTITIES[wish]}
        details |= {"desiredPrice": price, "desiredCurrency": currency}
        if wish == "boat":
            details["alternativeTo"] = self._items["tent"]["id"]
        else:
            details["externalUrl"] = f"https://shop.example.com/{wish}"
        where = self._lists[1 if place.endswith("elsewhere") else 0]
        answer = await self._people[OWNER].client.post(
            f"/v1/wishlists/{where['id']}/items", json=details
        )
        if answer.is_success:
            self._items[place] = answer.json()
        return answer

    async def move(self, move: Move, number: int) -> str | None:
        answer = await self._ask(move)
        if answer.is_success and isinstance(move, Take):
            self._claims[number] = answer.json()
            self._givers[number] = self._people[move.who]
        return None if answer.is_success else str(answer.json()["error"]["code"])

    async def _ask(self, move: Move) -> httpx.Response:
        if isinstance(move, Do):
            path = f"/v1/claims/{self._claims[move.number]['id']}"
            giver = self._givers[move.number].client
            if move.what == "BUY":
                return await giver.patch(path, json={"status": "BOUGHT"})
            if move.what == "RENEW":
                return await giver.post(f"{path}/renew")
            return await giver.delete(path)
        if isinstance(move, Again):
            return await self._wish(move.place)
        path = f"/v1/wishlist-items/{self._items[move.place]['id']}"
        if isinstance(move, Take):
            share = {"shareMinor": move.share, "currency": move.currency}
            part = {"quantity": move.units} if move.units else share
            return await self._people[move.who].client.post(f"{path}/claims", json=part)
        owner = self._people[OWNER].client
        if isinstance(move, Drop):
            return await owner.delete(path)
        if isinstance(move, Reprice):
            price = {"desiredPrice": move.price, "desiredCurrency": move.currency}
            return await owner.patch(path, json=price)
        return await owner.patch(path, json={"quantity": move.quantity})

    async def wait(self, days: int) -> None:
        self._clock.move(timedelta(days=days))

    async def claims(self) -> dict[int, tuple[str, int, int, bool]]:
        numbers = {claim["id"]: number for number, claim in self._claims.items()}
        return {
            numbers[one["id"]]: (
                name,
                one["quantity"] or 0,
                one["shareMinor"] or 0,
                one["status"] == "BOUGHT",
            )
            for name in GIVERS
            for one in await claims_of(self._people[name], limit=100)
        }

    async def shown(self) -> dict[str, Shown]:
        places = {item["id"]: place for place, item in self._items.items()}
        return {
            places[item["id"]]: (
                item["claim"]["claimedQuantity"],
                item["claim"]["remaining"],
                item["claim"]["sharedMinor"],
                item["claim"]["shareCurrency"],
            )
            for wishlist in self._lists
            for item in await items_of(self._people["di"], wishlist)
        }


async def at_once(world: World, moves: Sequence[Move], first_number: int) -> list[str | None]:
    numbered = enumerate(moves, first_number)
    return await asyncio.gather(*(world.move(move, number) for number, move in numbered))
