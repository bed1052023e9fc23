"""Claims told a second time, one move after the other: who has promised what, in a plain list."""

import math
from dataclasses import dataclass, field
from fractions import Fraction

GIVERS = ("bob", "cy", "di")
OWNER = "ada"
MONTH = 30  # days


@dataclass(frozen=True)
class Take:
    """Of what stands at a place: so many units, or a share in minor units."""

    who: str
    place: str
    units: int = 0
    share: int = 0


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
class Drop:
    """The owner takes it off the list."""

    place: str


Move = Take | Do | Edit | Drop


@dataclass
class Promise:
    who: str
    wish: str
    units: int
    share: int
    lapses_on: int | None


@dataclass
class Ledger:
    """Cups are wished for on two lists; a tent or a boat is enough; books are without end.

    `answer` is the code of the API's error, or None; `promises` are by number.
    """

    places: dict[str, str] = field(
        default_factory=lambda: {
            "cups": "cups",
            "cups elsewhere": "cups",
            "tent": "tent",
            "boat": "boat",
            "books": "books",
        }
    )
    quantity: dict[str, int | None] = field(
        default_factory=lambda: {"cups": 2, "tent": 1, "boat": 2, "books": None}
    )
    price: dict[str, int] = field(
        default_factory=lambda: {"cups": 1000, "tent": 999, "boat": 70, "books": 333}
    )
    promises: dict[int, Promise] = field(default_factory=dict)
    today: int = 0

    def answer(self, move: Move) -> str | None:
        """Why the move is refused now."""
        if isinstance(move, Do):
            return None if move.number in self.promises else "claim_not_found"
        if move.place not in self.places:
            return "wishlist_item_not_found"
        if isinstance(move, Take):
            if move.who == OWNER:
                return "own_wish"
            return None if self._fits(move) else "item_fully_claimed"
        return None

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
        money = Fraction(share + sum(promise.share for promise in mine), self.price[wish])
        return units + sum(promise.units for promise in mine) + math.ceil(money)

    def does(self, move: Move, number: int) -> None:
        """What follows if it is not refused; `number` is that of a claim it makes."""
        if isinstance(move, Take):
            wish, until = self.places[move.place], self.today + MONTH
            self.promises[number] = Promise(move.who, wish, move.units, move.share, until)
        elif isinstance(move, Edit):
            self.quantity[self.places[move.place]] = move.quantity
        elif isinstance(move, Drop):
            del self.places[move.place]
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

    def shown(self) -> dict[str, tuple[int, int | None, int]]:
        """By place: units that are claimed, units that are left, and the sum of the shares."""
        return {place: self._shown(wish) for place, wish in self.places.items()}

    def _shown(self, wish: str) -> tuple[int, int | None, int]:
        mine = [promise for promise in self.promises.values() if promise.wish == wish]
        units, shared = sum(one.units for one in mine), sum(one.share for one in mine)
        if any(self._excludes(promise.wish, wish) for promise in self.promises.values()):
            return units, 0, shared
        limit = self.quantity[wish]
        return units, None if limit is None else max(0, limit - self._used(wish)), shared
