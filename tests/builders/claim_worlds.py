"""Where claims are made: our API, and two implementations with the faults that others have."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Protocol

import httpx

from builders.claim_ledger import GIVERS, OWNER, Do, Drop, Ledger, Move, Take
from builders.claims import promised
from builders.clocks import FixedClock
from builders.people import Join, Someone
from builders.wishlists import items_of, make_list, wish_for


class World(Protocol):
    """An implementation of claims that begins as a `Ledger` does, and is asked the same."""

    async def begin(self) -> None: ...

    async def move(self, move: Move, number: int) -> str | None:
        """The code of the refusal, if it is refused; others may move meanwhile."""
        ...

    async def wait(self, days: int) -> None: ...

    async def told(self) -> dict[int, tuple[str, int, int, bool]]: ...

    async def shown(self) -> dict[str, tuple[int, int | None, int]]: ...


class CheckThenInsert:
    """Looks whether there is room, and then writes: meanwhile others have looked too."""

    def __init__(self) -> None:
        self._ledger = Ledger()

    async def begin(self) -> None: ...

    async def move(self, move: Move, number: int) -> str | None:
        refusal = self._ledger.answer(move)
        await asyncio.sleep(0)  # the way to the database: everybody else gets their turn
        if refusal is None and self._can_be_written(move):
            self._ledger.does(move, number)
        return refusal

    def _can_be_written(self, move: Move) -> bool:
        if isinstance(move, Take):
            return move.place in self._ledger.places
        return self._ledger.answer(move) is None

    async def wait(self, days: int) -> None:
        self._ledger.wait(days)

    async def told(self) -> dict[int, tuple[str, int, int, bool]]:
        return self._ledger.told()

    async def shown(self) -> dict[str, tuple[int, int | None, int]]:
        return self._ledger.shown()


class LockingOneByOne(CheckThenInsert):
    """Locks the wish, and looks at its alternatives without a lock on them."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def move(self, move: Move, number: int) -> str | None:
        if isinstance(move, Do):
            promise = self._ledger.promises.get(move.number)
            wish = promise.wish if promise else ""
        else:
            wish = self._ledger.places.get(move.place, "")
        async with self._locks[wish]:
            return await super().move(move, number)


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
        first = Ledger()
        for name in (OWNER, *GIVERS):
            self._people[name] = await self._join(f"{name}-{id(self)}", name)
        ada = self._people[OWNER]
        self._lists = [await make_list(ada, visibility="PUBLIC") for _ in range(2)]
        for place, wish in first.places.items():
            where = self._lists[1 if place.endswith("elsewhere") else 0]
            details = {"quantity": first.quantity[wish], "desiredPrice": first.price[wish]}
            if wish == "boat":
                details["alternativeTo"] = self._items["tent"]["id"]
            else:
                details["externalUrl"] = f"https://shop.example.com/{wish}"
            self._items[place] = await wish_for(ada, where, title=wish, **details)

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
        path = f"/v1/wishlist-items/{self._items[move.place]['id']}"
        if isinstance(move, Take):
            part = {"quantity": move.units} if move.units else {"shareMinor": move.share}
            return await self._people[move.who].client.post(f"{path}/claims", json=part)
        owner = self._people[OWNER].client
        if isinstance(move, Drop):
            return await owner.delete(path)
        return await owner.patch(path, json={"quantity": move.quantity})

    async def wait(self, days: int) -> None:
        self._clock.move(timedelta(days=days))

    async def told(self) -> dict[int, tuple[str, int, int, bool]]:
        numbers = {claim["id"]: number for number, claim in self._claims.items()}
        return {
            numbers[one["id"]]: (
                name,
                one["quantity"] or 0,
                one["shareMinor"] or 0,
                one["status"] == "BOUGHT",
            )
            for name in GIVERS
            for one in await promised(self._people[name], limit=100)
        }

    async def shown(self) -> dict[str, tuple[int, int | None, int]]:
        places = {item["id"]: place for place, item in self._items.items()}
        return {
            places[item["id"]]: (
                item["claim"]["claimedQuantity"],
                item["claim"]["remaining"],
                item["claim"]["sharedMinor"],
            )
            for wishlist in self._lists
            for item in await items_of(self._people["di"], wishlist)
        }


async def at_once(world: World, moves: Sequence[Move], first_number: int) -> list[str | None]:
    numbered = enumerate(moves, first_number)
    return await asyncio.gather(*(world.move(move, number) for number, move in numbered))
