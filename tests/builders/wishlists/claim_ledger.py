"""Claims told a second time, one move after the other: who has promised what, in a plain list."""

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
    """Of what stands at a place: so many units, or a share in minor units, maybe of a currency."""

    who: str
    place: str
    units: int = 0
    share: int = 0
    currency: str | None = None


@dataclass(frozen=True)
class Do:
    """`GIVE BACK`, `BUY` or `RENEW`: the number of a claim, as they were made."""

    what: str
    number: int


@dataclass(frozen=True)
class Edit:
    """The owner wishes for another quantity; None is without end."""

    place: str
    quantity: int | None


@dataclass(frozen=True)
class Reprice:
    """The owner finds that it costs something else."""

    place: str
    price: int
    currency: str


@dataclass(frozen=True)
class Drop:
    """The owner takes it off the list."""

    place: str


@dataclass(frozen=True)
class Again:
    """The owner wishes for it there as in the beginning, whether it stands there or not."""

    place: str


Move = Take | Do | Edit | Reprice | Drop | Again
# Units that are claimed, units that are left, the sum of the shares, and what that is in.
Shown = tuple[int, int | None, int, str | None]


@dataclass
class Promise:
    """A share is of a price: so much, in that currency."""

    who: str
    wish: str
    units: int
    share: int
    lapses_on: int | None
    price: int
    currency: str


@dataclass
class Ledger:
    """Cups are wished for on two lists; a tent or a boat is enough; books are without end.

    `answer` is the code of the API's error, or None; `promises` are by number.
    """

    places: dict[str, str] = field(default_factory=PLACES.copy)
    quantity: dict[str, int | None] = field(default_factory=QUANTITIES.copy)
    price: dict[str, tuple[int, str]] = field(default_factory=PRICES.copy)
    promises: dict[int, Promise] = field(default_factory=dict)
    today: int = 0

    def answer(self, move: Move) -> str | None:
        """Why the move is refused now."""
        if isinstance(move, Do):
            return None if move.number in self.promises else "claim_not_found"
        if isinstance(move, Again):
            return None
        if move.place not in self.places:
            return "wishlist_item_not_found"
        return self._answer_to(move) if isinstance(move, Take) else None

    def _answer_to(self, take: Take) -> str | None:
        if take.who == OWNER:
            return "own_wish"
        _, currency = self._share_price(self.places[take.place])
        if take.currency not in (None, currency):
            return "other_currency"
        return None if self._fits(take) else "item_fully_claimed"

    def _share_price(self, wish: str) -> tuple[int, str]:
        """Returns the price to split: that of existing shares, otherwise the current one."""
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
        """How many units are spoken for, with so much more."""
        mine = [promise for promise in self.promises.values() if promise.wish == wish]
        price, _ = self._share_price(wish)
        money = Fraction(share + sum(promise.share for promise in mine), price)
        return units + sum(promise.units for promise in mine) + math.ceil(money)

    def does(self, move: Move, number: int) -> None:
        """Applies a move that is not refused; `number` is that of a claim it makes."""
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
        elif move.what == "GIVE BACK":
            del self.promises[move.number]
        elif move.what == "BUY":
            self.promises[move.number].lapses_on = None
        elif self.promises[move.number].lapses_on is not None:
            self.promises[move.number].lapses_on = self.today + MONTH

    def wait(self, days: int) -> None:
        self.today += days
        for number, promise in [*self.promises.items()]:
            if promise.lapses_on is not None and promise.lapses_on <= self.today:
                del self.promises[number]

    def told(self) -> dict[int, tuple[str, int, int, bool]]:
        """By number: who promised, units, share, and whether it is bought."""
        return {
            number: (promise.who, promise.units, promise.share, promise.lapses_on is None)
            for number, promise in self.promises.items()
        }

    def shown(self) -> dict[str, Shown]:
        """By place."""
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
