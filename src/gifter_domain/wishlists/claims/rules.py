"""Calculates how much of a wish is claimed and how much is left: units, shares, alternatives."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from gifter_domain.shared.errors import Conflict, InvalidInput, LimitReached, NotFound
from gifter_domain.shared.money import Money, checked_currency

RESERVED_FOR = timedelta(days=30)
MAX_NOTE = 500


class ClaimNotFound(NotFound):
    """The user has no such claim (any more): it was released, or it expired."""

    code = "claim_not_found"


class ItemFullyClaimed(Conflict):
    """Less is left than was asked for.

    `details.remaining` is the number of units left, `details.remainingMinor` the money left for
    shares in `details.currency`, which is None if there is no price to share.
    """

    code = "item_fully_claimed"


class OwnWish(Conflict):
    """The wish is the user's own, and nobody can claim a wish of their own."""

    code = "own_wish"


class OtherCurrency(Conflict):
    """The share is in another currency; `details.currency` is the currency of the wish's shares."""

    code = "other_currency"


class TooManyReservations(LimitReached):
    """A guest reserves faster than people do; `details.retryAfterS` is the wait in seconds."""

    code = "too_many_reservations"


class WishHasNoPrice(Conflict):
    """The wish has no price, so it cannot be claimed in shares."""

    code = "wish_has_no_price"


class ClaimStatus(StrEnum):
    RESERVED = "RESERVED"
    BOUGHT = "BOUGHT"


class Taken(StrEnum):
    """The degree to which a wish is claimed: not at all, in part, or with nothing left."""

    FREE = "FREE"
    PARTLY = "PARTLY"
    TAKEN = "TAKEN"


@dataclass(frozen=True, slots=True)
class Part:
    """The part that one claim takes: units, or a share of the price in minor units.

    The other one is 0.
    """

    units: int = 0
    share_minor: int = 0


@dataclass(frozen=True, slots=True)
class Claimable:
    """The facts of a wish that claims depend on.

    A `quantity` of None is unlimited; `price` is the price of one unit.
    """

    id: str
    quantity: int | None
    price: Money | None


@dataclass(frozen=True, slots=True)
class ClaimBook:
    """The sum of all claims of a wish and its alternatives. Only one of these, `wish_id`, is
    claimed.

    Shares are of `share_price`, which the first share fixes until no share is left. `capacity` is
    the number of units that could be claimed when the last claim was made, or None for no limit.
    """

    wish_id: str | None = None
    capacity: int | None = None
    units: int = 0
    shared_minor: int = 0
    share_price: Money | None = None

    @property
    def claimed(self) -> int:
        """Returns the units that are not free: those claimed whole and those begun by shares."""
        if self.share_price is None:
            return self.units
        return self.units - (-self.shared_minor // self.share_price.minor)


@dataclass(frozen=True, slots=True)
class Remaining:
    """The part of a wish that can still be claimed: whole units, and money for shares.

    None: no limit.
    """

    units: int | None
    minor: int | None


def checked_part(units: int | None, share_minor: int | None) -> Part:
    """Returns the part to claim: one unit by default.

    Raises `InvalidInput` if both a quantity and a share are given.
    """
    if units is not None and share_minor is not None:
        raise InvalidInput.at("shareMinor", "must not be given with a quantity")
    if share_minor is not None:
        return Part(share_minor=share_minor)
    return Part(units=1 if units is None else units)


def checked_share_currency(code: str | None, share_minor: int | None) -> str | None:
    """Returns the currency given with a share, in upper case, or None if none is given.

    Raises `InvalidInput` if there is a currency without a share.
    """
    if code is None:
        return None
    if share_minor is None:
        raise InvalidInput.at("currency", "is allowed only with shareMinor")
    return checked_currency(code)


def remaining(book: ClaimBook, wish: Claimable) -> Remaining:
    """Returns the part of the wish that can still be claimed; nothing while an alternative is
    claimed.

    Nothing can be claimed if the owner lowered the quantity below the claimed units. A wish without
    a price has no shares, so no money is left.
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
    """Returns the book with one more claim; a share is checked against `currency` if it is given.

    Raises `WishHasNoPrice`, `OtherCurrency` or `ItemFullyClaimed`.
    """
    price = _share_price(book, wish)
    if part.share_minor:
        _refuse_other_currency(price, currency)
    left = remaining(book, wish)
    if _exceeds(part.units, left.units) or _exceeds(part.share_minor, left.minor):
        still = {"remaining": left.units, "remainingMinor": left.minor}
        still_in = {"currency": price.currency if price else None}
        raise ItemFullyClaimed("There is not enough of it left.", {**still, **still_in})
    limit = None if wish.quantity is None else max(wish.quantity, book.claimed)
    return ClaimBook(
        wish_id=wish.id,
        capacity=limit,
        units=book.units + part.units,
        shared_minor=book.shared_minor + part.share_minor,
        share_price=price if part.share_minor else book.share_price,
    )


def without_claim(book: ClaimBook, part: Part) -> ClaimBook:
    """Returns the book without one of its claims."""
    units, shared = book.units - part.units, book.shared_minor - part.share_minor
    return replace(
        book,
        wish_id=book.wish_id if units or shared else None,
        units=units,
        shared_minor=shared,
        share_price=book.share_price if shared else None,
    )


def availability(book: ClaimBook, wish: Claimable) -> Taken:
    """Returns TAKEN if nothing is left, otherwise PARTLY if anything is claimed, otherwise FREE."""
    left = remaining(book, wish)
    if left.units == 0 and left.minor == 0:
        return Taken.TAKEN
    return Taken.PARTLY if book.wish_id == wish.id else Taken.FREE


def _share_price(book: ClaimBook, wish: Claimable) -> Money | None:
    """Returns the price that shares are split from. The first share fixes it until none is left."""
    return (book.share_price if book.wish_id == wish.id else None) or wish.price


def _refuse_other_currency(price: Money | None, currency: str | None) -> None:
    if price is None:
        raise WishHasNoPrice("This wish has no price, so its price cannot be shared.")
    if currency not in (None, price.currency):
        raise OtherCurrency(
            f"Shares of this wish are in {price.currency}.", {"currency": price.currency}
        )


def _exceeds(wanted: int, left: int | None) -> bool:
    return left is not None and wanted > left
