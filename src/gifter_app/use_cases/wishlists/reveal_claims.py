"""Setting the time at which the claims of a list are revealed: when its occasion is over."""

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
    """Returns the end of the occasion's next date in its own time zone.

    Returns None if there is no occasion or no next date.
    """
    if occasion is None:
        return None
    return next_end(occasion.dates(calendar), ZoneInfo(occasion.timezone), now)


class RevealClaims:
    """Updates the reveal times of lists when their occasions change."""

    def __init__(self, calendar: HolidayCalendar, clock: Clock) -> None:
        self._calendar = calendar
        self._clock = clock

    async def follow_occasions(self, tx: RevealsTransaction, event: OccasionsPlanned) -> None:
        """Sets the reveal time of each list that follows an occasion of the user.

        A list that was revealed stays revealed, even though its occasion recurs. May be repeated.
        """
        now, occasions = self._clock.now(), {one.id: one for one in event.occasions}
        for wishlist in await tx.wishlists.unrevealed(event.user_id):
            occasion = occasions.get(wishlist.occasion_id or "")
            reveal_at = reveal_after_occasion(occasion, self._calendar, now)
            if reveal_at != wishlist.reveal_at:
                await tx.wishlists.set_default_reveal(wishlist.id, reveal_at)
