"""How much of a wish is claimed and what may still be: units, shares of a price, either/or."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.money import Money

RESERVED_FOR = timedelta(days=30)
MAX_NOTE = 500


class ClaimNotFound(NotFound):
    code = "claim_not_found"


class ItemFullyClaimed(Conflict):
    """`details.remaining` are the units that are left, `details.remainingMinor` the shares."""

    code = "item_fully_claimed"


class OwnWish(Conflict):
    code = "own_wish"


class WishHasNoPrice(Conflict):
    code = "wish_has_no_price"


class ClaimStatus(StrEnum):
    RESERVED = "RESERVED"
    BOUGHT = "BOUGHT"


class Taken(StrEnum):
    """Whether anything of a wish can still be claimed, and whether anything is."""

    FREE = "FREE"
    PARTLY = "PARTLY"
    TAKEN = "TAKEN"


@dataclass(frozen=True, slots=True)
class Part:
    """What one claim takes: some units, or a share of the price in minor units; the other is 0."""

    units: int = 0
    share_minor: int = 0


@dataclass(frozen=True, slots=True)
class Claimable:
    """A wish as claims see it; a `quantity` of None is unlimited, a `price` that of one unit."""

    id: str
    quantity: int | None
    price: Money | None


@dataclass(frozen=True, slots=True)
class Book:
    """All that is claimed of a wish and its alternatives, of which `wish_id` alone is claimed.

    Shares are of `share_price`, fixed by the first of them until none is left. `capacity` is how
    many units could be claimed when the last claim was made; None: without a limit.
    """

    wish_id: str | None = None
    capacity: int | None = None
    units: int = 0
    shared_minor: int = 0
    share_price: Money | None = None

    @property
    def claimed(self) -> int:
        """The units that are spoken for: those claimed whole, and those that shares have begun."""
        if self.share_price is None:
            return self.units
        return self.units - (-self.shared_minor // self.share_price.minor)


@dataclass(frozen=True, slots=True)
class Room:
    """What may still be claimed of a wish: whole units, and money as shares. None: any amount."""

    units: int | None
    minor: int | None


def checked_part(units: int | None, share_minor: int | None) -> Part:
    """What a claim asks for: one unit unless it says otherwise; raises `InvalidInput` for both."""
    if units is not None and share_minor is not None:
        raise InvalidInput.at("shareMinor", "must not be given with a quantity")
    if share_minor is not None:
        return Part(share_minor=share_minor)
    return Part(units=1 if units is None else units)


def room(book: Book, wish: Claimable) -> Room:
    """What may still be claimed of the wish; nothing while an alternative of it is claimed.

    Where its owner has lowered the quantity below what is claimed, nothing may. Of a wish without
    a price no share may, so no money is left.
    """
    price = book.share_price or wish.price
    if book.wish_id not in (None, wish.id):
        return Room(0, 0)
    if wish.quantity is None:
        return Room(None, None if price else 0)
    whole = max(0, wish.quantity - book.units)
    money = max(0, whole * price.minor - book.shared_minor) if price else 0
    return Room(max(0, wish.quantity - book.claimed), money)


def taken(book: Book, wish: Claimable, part: Part) -> Book:
    """The book with one more claim; raises `ItemFullyClaimed` or `WishHasNoPrice`."""
    price = book.share_price or wish.price
    if part.share_minor and price is None:
        raise WishHasNoPrice("Nobody said what it costs, so its price cannot be shared.")
    left = room(book, wish)
    if _exceeds(part.units, left.units) or _exceeds(part.share_minor, left.minor):
        raise ItemFullyClaimed(
            "There is not as much of it left.",
            {"remaining": left.units, "remainingMinor": left.minor},
        )
    limit = None if wish.quantity is None else max(wish.quantity, book.claimed)
    return Book(
        wish_id=wish.id,
        capacity=limit,
        units=book.units + part.units,
        shared_minor=book.shared_minor + part.share_minor,
        share_price=price if part.share_minor else book.share_price,
    )


def given_back(book: Book, part: Part) -> Book:
    """The book without a claim that is in it."""
    units, shared = book.units - part.units, book.shared_minor - part.share_minor
    return replace(
        book,
        wish_id=book.wish_id if units or shared else None,
        units=units,
        shared_minor=shared,
        share_price=book.share_price if shared else None,
    )


def how_taken(book: Book, wish: Claimable) -> Taken:
    """Free is what nobody has begun, taken what nothing can be added to."""
    left = room(book, wish)
    if left.units == 0 and left.minor == 0:
        return Taken.TAKEN
    return Taken.PARTLY if book.wish_id == wish.id else Taken.FREE


def _exceeds(wanted: int, left: int | None) -> bool:
    return left is not None and wanted > left
