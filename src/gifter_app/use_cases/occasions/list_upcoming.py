"""Listing a user's upcoming occasions with the plans for them."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from gifter_domain.identity.user import User
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import (
    Occurrence,
    Upcoming,
    possible_dates,
    upcoming,
    with_plans,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock


class ListUpcomingOccasions:
    """Lists the upcoming occurrences of a user's occasions, including today's."""

    def __init__(self, occasions: OccasionReads, calendar: HolidayCalendar, clock: Clock) -> None:
        self._occasions = occasions
        self._calendar = calendar
        self._clock = clock

    async def execute(self, user: User, days: int, page: PageRequest) -> Page[Upcoming]:
        """Returns the occurrences of the next `days` days by date.

        The days are counted from today in the time zone of each occasion.
        """
        now = self._clock.now()
        occasions = await self._occasions.may_occur(user.id, *possible_dates(now, days))
        shown = await asyncio.to_thread(self._shown, occasions, now, days, page)
        plans = await self._occasions.plans(user.id, [one.occasion for one in shown.items])
        items = [one for one in shown.items if one.occasion.recipient_id in plans.recipients]
        planned = await asyncio.to_thread(lambda: [with_plans(one, plans) for one in items])
        return Page(planned, shown.next_key)

    def _shown(
        self, occasions: Sequence[Occasion], now: datetime, days: int, page: PageRequest
    ) -> Page[Occurrence]:
        occurrences = upcoming(occasions, self._calendar, now, days)
        left = [one for one in occurrences if page.after is None or one.key > page.after]
        return page_of(left[: page.limit + 1], page, lambda occurrence: occurrence.key)
