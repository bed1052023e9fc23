"""Revealing the claims of a list once the occasion that it is for is over."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from gifter_domain.occasions.ending import next_end
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.wishlists.ports import Wishlists


class RevealsTransaction(Protocol):
    @property
    def wishlists(self) -> Wishlists: ...


def revealed_after(
    occasion: Occasion | None, calendar: HolidayCalendar, now: datetime
) -> datetime | None:
    """When its next day is over where it is; None without one, or if it comes no more."""
    if occasion is None:
        return None
    return next_end(occasion.dates(calendar), ZoneInfo(occasion.timezone), now)


async def keep_reveals(
    tx: RevealsTransaction,
    owner_id: str,
    occasions: Sequence[Occasion],
    calendar: HolidayCalendar,
    now: datetime,
) -> None:
    """Lists that follow an occasion of the owner, who is held, are revealed after its day.

    `occasions` are all that the owner has. A list that is revealed stays so, although its occasion
    comes again. May be repeated.
    """
    kept = {one.id: one for one in occasions}
    for wishlist in await tx.wishlists.to_reveal(owner_id):
        occasion = kept.get(wishlist.occasion_id or "")
        reveal_at = revealed_after(occasion, calendar, now)
        if reveal_at != wishlist.reveal_at:
            await tx.wishlists.follow(wishlist.id, reveal_at)
