"""Revealing the claims of a list once the occasion that it is for is over."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from gifter_domain.occasions.ending import next_end
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.reminders.events import OccasionsPlanned
from gifter_domain.shared.system import Clock
from gifter_domain.wishlists.ports import Wishlists


class RevealsTransaction(Protocol):
    @property
    def wishlists(self) -> Wishlists: ...


def reveal_after_occasion(
    occasion: Occasion | None, calendar: HolidayCalendar, now: datetime
) -> datetime | None:
    """When its next day is over where it is; None without one, or if it comes no more."""
    if occasion is None:
        return None
    return next_end(occasion.dates(calendar), ZoneInfo(occasion.timezone), now)


class RevealClaims:
    """Keeps the reveal times of lists in step with the occasions that the lists are for."""

    def __init__(self, calendar: HolidayCalendar, clock: Clock) -> None:
        self._calendar = calendar
        self._clock = clock

    async def follow_occasions(self, tx: RevealsTransaction, event: OccasionsPlanned) -> None:
        """Sets the reveal time of each list that follows an occasion of the user.

        A list that is revealed stays so, although its occasion comes again. May be repeated.
        """
        now, kept = self._clock.now(), {one.id: one for one in event.occasions}
        for wishlist in await tx.wishlists.unrevealed(event.user_id):
            occasion = kept.get(wishlist.occasion_id or "")
            reveal_at = reveal_after_occasion(occasion, self._calendar, now)
            if reveal_at != wishlist.reveal_at:
                await tx.wishlists.set_default_reveal(wishlist.id, reveal_at)
