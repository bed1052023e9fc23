"""Listing a user's upcoming occasions with the plans for them."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime

from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import (
    OccasionRecipient,
    Occurrence,
    Upcoming,
    possible_dates,
    upcoming,
    with_plans,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock
from gifter_domain.shared.threads import computed_from


class ListUpcomingOccasions:
    """Lists the upcoming occurrences of a user's occasions, including today's."""

    def __init__(self, occasions: OccasionReads, calendar: HolidayCalendar, clock: Clock) -> None:
        self._occasions = occasions
        self._calendar = calendar
        self._clock = clock

    async def execute(
        self, owner_id: str, days: int, page: PageRequest
    ) -> tuple[Page[Upcoming], int | None]:
        """Returns the occurrences of the next `days` days, and the version of the owner's account.

        They are ordered by date. The days are counted from today in the time zone of each occasion.
        """
        now = self._clock.now()
        first, last = possible_dates(now, days)
        window = await self._occasions.between(owner_id, first, last)
        found = [*window.found, *await self._on_holidays(owner_id, window.holidays, first, last)]
        occasions = [one for one, _ in found]
        shown = await computed_from(len(found), lambda: self._shown(occasions, now, days, page))
        return await self._with_plans(owner_id, shown, found), window.owner_version

    def _shown(
        self, occasions: Sequence[Occasion], now: datetime, days: int, page: PageRequest
    ) -> Page[Occurrence]:
        occurrences = upcoming(occasions, self._calendar, now, days)
        left = [one for one in occurrences if page.after is None or one.key > page.after]
        return page_of(left[: page.limit + 1], page, lambda occurrence: occurrence.key)

    async def _on_holidays(
        self, owner_id: str, codes: Sequence[str], first: date, last: date
    ) -> Sequence[tuple[Occasion, OccasionRecipient]]:
        """Reads only the occasions on holidays that fall between these days."""
        for code in codes:
            if not self._calendar.has_days(code):
                await asyncio.to_thread(self._calendar.days, code)
        falling = [
            code for code in codes if any(first <= day <= last for day in self._calendar.days(code))
        ]
        return await self._occasions.on_holidays(owner_id, falling) if falling else []

    async def _with_plans(
        self,
        owner_id: str,
        shown: Page[Occurrence],
        found: Sequence[tuple[Occasion, OccasionRecipient]],
    ) -> Page[Upcoming]:
        if not shown.items:
            return Page([], shown.next_key)
        recipients = {recipient.id: recipient for _, recipient in found}
        plans = await self._occasions.plans(owner_id, shown.items)
        items = [
            with_plans(one, recipients[one.occasion.recipient_id], plans) for one in shown.items
        ]
        return Page(items, shown.next_key)
