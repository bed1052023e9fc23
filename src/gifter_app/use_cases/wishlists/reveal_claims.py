"""Setting the time at which the claims of a list are revealed: when its occasion is over."""

import asyncio
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from gifter_domain.occasions.ending import next_end
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.ports import Occasions
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.ports import Wishlists


class RevealsTransaction(Protocol):
    @property
    def wishlists(self) -> Wishlists: ...

    @property
    def occasions(self) -> Occasions: ...


async def reveal_after_occasion(
    occasion: Occasion | None, calendar: HolidayCalendar, now: datetime
) -> datetime | None:
    """Returns the end of the occasion's next date in its own time zone.

    Returns None if there is no occasion or no next date. The days of a holiday take long when a
    process first needs them, so a thread computes them.
    """
    if occasion is None:
        return None
    dates = occasion.dates
    found = await asyncio.to_thread(dates, calendar) if occasion.holiday else dates(calendar)
    return next_end(found, ZoneInfo(occasion.timezone), now)


class RevealClaims:
    """Updates the reveal times of lists when their occasions change."""

    def __init__(self, calendar: HolidayCalendar, clock: Clock) -> None:
        self._calendar = calendar
        self._clock = clock

    async def follow_occasions(self, tx: RevealsTransaction, user_id: str) -> None:
        """Sets the reveal time of each list that follows an occasion of the user.

        A list that was revealed stays revealed, even though its occasion recurs. May be repeated.
        """
        lists = await tx.wishlists.unrevealed(user_id)
        ids = {one.occasion_id for one in lists if one.occasion_id is not None}
        found = await tx.occasions.with_ids(user_id, ids) if ids else ()
        now, occasions = self._clock.now(), {one.id: one for one in found}
        for wishlist in lists:
            occasion = occasions.get(wishlist.occasion_id or "")
            # awaits: a thread of ours, which has the days after the first time
            reveal_at = await reveal_after_occasion(occasion, self._calendar, now)
            if reveal_at != wishlist.reveal_at:
                await tx.wishlists.set_default_reveal(wishlist.id, reveal_at)
