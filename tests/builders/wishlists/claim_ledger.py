"""A second implementation of claims: a plain list of who has claimed what."""

import math
from dataclasses import dataclass, field
from fractions import Fraction

GIVERS = ("bob", "cy", "di")
OWNER = "ada"
MONTH = 30  # days
PLACES = {
    "cups": "cups",
    "cups elsewhere": "cups",
    "tent": "tent",
    "boat": "boat",
    "books": "books",
}
QUANTITIES: dict[str, int | None] = {"cups": 2, "tent": 1, "boat": 2, "books": None}
PRICES = {"cups": (1000, "GBP"), "tent": (999, "GBP"), "boat": (70, "EUR"), "books": (333, "GBP")}


@dataclass(frozen=True)
class Take:
    """A giver claims units, or a share in minor units, of the wish at a place."""

    who: str
    place: str
    units: int = 0
    share: int = 0
    currency: str | None = None


@dataclass(frozen=True)
class Do:
    """A giver releases, buys or renews the claim with this number."""

    what: str
    number: int


@dataclass(frozen=True)
class Edit:
    """The owner changes the quantity. None means without limit."""

    place: str
    quantity: int | None


@dataclass(frozen=True)
class Reprice:
    """The owner changes the price."""

    place: str
    price: int
    currency: str


@dataclass(frozen=True)
class Drop:
    """The owner removes the item from the list."""

    place: str


@dataclass(frozen=True)
class Again:
    """The owner adds the item again with its first details, even if it is on the list."""

    place: str


Move = Take | Do | Edit | Reprice | Drop | Again
# Claimed units, remaining units, the sum of the shares, and their currency.
Shown = tuple[int, int | None, int, str | None]


@dataclass
class Promise:
    """A claim. A share is split from `price` in `currency`."""

    who: str
    wish: str
    units: int
    share: int
    expires_on: int | None
    price: int
    currency: str


@dataclass
class Ledger:
    """All claims and wishes of the model.

    Cups are on two lists, tent and boat are alternatives, and books have no quantity limit.
    `refusal` returns the API's error code, or None; `promises` are by number.
    """

    places: dict[str, str] = field(default_factory=PLACES.copy)
    quantity: dict[str, int | None] = field(default_factory=QUANTITIES.copy)
    price: dict[str, tuple[int, str]] = field(default_factory=PRICES.copy)
    promises: dict[int, Promise] = field(default_factory=dict)
    today: int = 0

    def refusal(self, move: Move) -> str | None:
        """Returns the error code if the move is refused now, or None."""
        if isinstance(move, Do):
            return None if move.number in self.promises else "claim_not_found"
        if isinstance(move, Again):
            return None
        if move.place not in self.places:
            return "wishlist_item_not_found"
        return self._refusal_of_take(move) if isinstance(move, Take) else None

    def _refusal_of_take(self, take: Take) -> str | None:
        if take.who == OWNER:
            return "own_wish"
        _, currency = self._share_price(self.places[take.place])
        if take.currency not in (None, currency):
            return "other_currency"
        return None if self._fits(take) else "item_fully_claimed"

    def _share_price(self, wish: str) -> tuple[int, str]:
        """Returns the price that shares are split from.

        The first share fixes it until none is left.
        """
        for promise in self.promises.values():
            if promise.wish == wish and promise.share:
                return promise.price, promise.currency
        return self.price[wish]

    def _fits(self, take: Take) -> bool:
        wish = self.places[take.place]
        if any(self._excludes(promise.wish, wish) for promise in self.promises.values()):
            return False
        limit = self.quantity[wish]
        return limit is None or self._used(wish, take.units, take.share) <= limit

    def _excludes(self, one: str, other: str) -> bool:
        return {one, other} == {"tent", "boat"}

    def _used(self, wish: str, units: int = 0, share: int = 0) -> int:
        """Returns the number of claimed units, including `units` and `share` more."""
        mine = [promise for promise in self.promises.values() if promise.wish == wish]
        price, _ = self._share_price(wish)
        money = Fraction(share + sum(promise.share for promise in mine), price)
        return units + sum(promise.units for promise in mine) + math.ceil(money)

    def apply(self, move: Move, number: int) -> None:
        """Applies an accepted move. A new claim gets the number."""
        if isinstance(move, Take):
            wish, until = self.places[move.place], self.today + MONTH
            share_price = self._share_price(wish)
            self.promises[number] = Promise(
                move.who, wish, move.units, move.share, until, *share_price
            )
        elif isinstance(move, Edit):
            self.quantity[self.places[move.place]] = move.quantity
        elif isinstance(move, Reprice):
            self.price[self.places[move.place]] = move.price, move.currency
        elif isinstance(move, Drop):
            del self.places[move.place]
        elif isinstance(move, Again):
            wish = self.places[move.place] = PLACES[move.place]
            self.quantity[wish], self.price[wish] = QUANTITIES[wish], PRICES[wish]
        elif move.what == "RELEASE":
            del self.promises[move.number]
        elif move.what == "BUY":
            self.promises[move.number].expires_on = None
        elif self.promises[move.number].expires_on is not None:
            self.promises[move.number].expires_on = self.today + MONTH

    def wait(self, days: int) -> None:
        self.today += days
        for number, promise in [*self.promises.items()]:
            if promise.expires_on is not None and promise.expires_on <= self.today:
                del self.promises[number]

    def claims(self) -> dict[int, tuple[str, int, int, bool]]:
        """Returns giver, units, share and whether it is bought, for each claim by number."""
        return {
            number: (promise.who, promise.units, promise.share, promise.expires_on is None)
            for number, promise in self.promises.items()
        }

    def shown(self) -> dict[str, Shown]:
        """Returns the totals of the wish at each place."""
        return {place: self._shown(wish) for place, wish in self.places.items()}

    def _shown(self, wish: str) -> Shown:
        mine = [promise for promise in self.promises.values() if promise.wish == wish]
        units, shared = sum(one.units for one in mine), sum(one.share for one in mine)
        currency = self._share_price(wish)[1] if shared else None
        if any(self._excludes(promise.wish, wish) for promise in self.promises.values()):
            return units, 0, shared, currency
        limit = self.quantity[wish]
        left = None if limit is None else max(0, limit - self._used(wish))
        return units, left, shared, currency
