"""Setting the time at which the claims of a list are revealed: when its occasion is over."""

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


def reveal_after_occasion(
    occasion: Occasion | None, calendar: HolidayCalendar, now: datetime
) -> datetime | None:
    """Returns the end of the occasion's next date in its own time zone.

    Returns None if there is no occasion or no next date. It is quick if the calendar has the days
    of the occasion's holiday.
    """
    if occasion is None:
        return None
    return next_end(occasion.dates(calendar), ZoneInfo(occasion.timezone), now)


class RevealClaims:
    """Updates the reveal times of lists when their occasions change."""

    def __init__(self, calendar: HolidayCalendar, clock: Clock) -> None:
        self._calendar = calendar
        self._clock = clock

    async def follow_occasions(self, tx: RevealsTransaction, user_id: str) -> None:
        """Sets the reveal time of each list that follows an occasion of the user.

        A list that was revealed stays revealed, even though its occasion recurs. May be repeated.

        The user is locked, so a list on a holiday whose days are not in memory is left as it is.
        The plan of reminders, which is made without a lock, needs the same days, and this is
        repeated when it is stored.
        """
        lists = await tx.wishlists.unrevealed(user_id)
        ids = {one.occasion_id for one in lists if one.occasion_id is not None}
        found = await tx.occasions.with_ids(user_id, ids) if ids else ()
        now, occasions = self._clock.now(), {one.id: one for one in found}
        for wishlist in lists:
            occasion = occasions.get(wishlist.occasion_id or "")
            if occasion and occasion.holiday and not self._calendar.has_days(occasion.holiday):
                continue
            reveal_at = reveal_after_occasion(occasion, self._calendar, now)
            if reveal_at != wishlist.reveal_at:
                await tx.wishlists.set_default_reveal(wishlist.id, reveal_at)
