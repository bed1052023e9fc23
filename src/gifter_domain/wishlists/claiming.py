"""How much of a wish is claimed and what may still be: units, shares of a price, either/or."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.money import Money, checked_currency

RESERVED_FOR = timedelta(days=30)
MAX_NOTE = 500


class ClaimNotFound(NotFound):
    code = "claim_not_found"


class ItemFullyClaimed(Conflict):
    """`details.remaining` are the units that are left, `details.remainingMinor` the shares.

    The latter is in `details.currency`, which is None where there is no price to share.
    """

    code = "item_fully_claimed"


class OwnWish(Conflict):
    code = "own_wish"


class OtherCurrency(Conflict):
    """`details.currency` is that of the wish's shares."""

    code = "other_currency"


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
class ClaimBook:
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
class Remaining:
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


def checked_share_currency(code: str | None, share_minor: int | None) -> str | None:
    """What a claim says that its share is in; raises `InvalidInput` if it is no share."""
    if code is None:
        return None
    if share_minor is None:
        raise InvalidInput.at("currency", "is for a shareMinor")
    return checked_currency(code)


def remaining(book: ClaimBook, wish: Claimable) -> Remaining:
    """What may still be claimed of the wish; nothing while an alternative of it is claimed.

    Where its owner has lowered the quantity below what is claimed, nothing may. Of a wish without
    a price no share may, so no money is left.
    """
    if book.wish_id not in (None, wish.id):
        return Remaining(0, 0)
    price = _share_price(book, wish)
    if wish.quantity is None:
        return Remaining(None, None if price else 0)
    whole = max(0, wish.quantity - book.units)
    money = max(0, whole * price.minor - book.shared_minor) if price else 0
    return Remaining(max(0, wish.quantity - book.claimed), money)


def with_claim(
    book: ClaimBook, wish: Claimable, part: Part, currency: str | None = None
) -> ClaimBook:
    """The book with one more claim, whose share is meant in this currency, if one is said.

    Raises `WishHasNoPrice`, `OtherCurrency` or `ItemFullyClaimed`.
    """
    price = _share_price(book, wish)
    if part.share_minor:
        _refuse_other_currency(price, currency)
    left = remaining(book, wish)
    if _exceeds(part.units, left.units) or _exceeds(part.share_minor, left.minor):
        still = {"remaining": left.units, "remainingMinor": left.minor}
        still_in = {"currency": price.currency if price else None}
        raise ItemFullyClaimed("There is not as much of it left.", {**still, **still_in})
    limit = None if wish.quantity is None else max(wish.quantity, book.claimed)
    return ClaimBook(
        wish_id=wish.id,
        capacity=limit,
        units=book.units + part.units,
        shared_minor=book.shared_minor + part.share_minor,
        share_price=price if part.share_minor else book.share_price,
    )


def without_claim(book: ClaimBook, part: Part) -> ClaimBook:
    """The book without a claim that is in it."""
    units, shared = book.units - part.units, book.shared_minor - part.share_minor
    return replace(
        book,
        wish_id=book.wish_id if units or shared else None,
        units=units,
        shared_minor=shared,
        share_price=book.share_price if shared else None,
    )


def availability(book: ClaimBook, wish: Claimable) -> Taken:
    """Free is what nobody has begun, taken what nothing can be added to."""
    left = remaining(book, wish)
    if left.units == 0 and left.minor == 0:
        return Taken.TAKEN
    return Taken.PARTLY if book.wish_id == wish.id else Taken.FREE


def _share_price(book: ClaimBook, wish: Claimable) -> Money | None:
    """What shares of the wish are of: as long as there are any, the price that the first was of."""
    return (book.share_price if book.wish_id == wish.id else None) or wish.price


def _refuse_other_currency(price: Money | None, currency: str | None) -> None:
    if price is None:
        raise WishHasNoPrice("Nobody said what it costs, so its price cannot be shared.")
    if currency not in (None, price.currency):
        raise OtherCurrency(f"Its shares are in {price.currency}.", {"currency": price.currency})


def _exceeds(wanted: int, left: int | None) -> bool:
    return left is not None and wanted > left
