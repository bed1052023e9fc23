"""What comes up for a user, and what they planned for it."""

from gifter_domain.identity.user import User
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.ports import OccasionReads
from gifter_domain.occasions.upcoming import Upcoming, upcoming, with_plans
from gifter_domain.shared.pages import Page, PageRequest, page_of
from gifter_domain.shared.system import Clock


class ListUpcomingOccasions:
    """The days that come, across zones and the year's end; what comes today is among them."""

    def __init__(self, occasions: OccasionReads, calendar: HolidayCalendar, clock: Clock) -> None:
        self._occasions = occasions
        self._calendar = calendar
        self._clock = clock

    async def execute(self, user: User, days: int, page: PageRequest) -> Page[Upcoming]:
        """By day; `days` days from today, that of each occasion's zone."""
        occasions = await self._occasions.all_of(user.id)
        coming = upcoming(occasions, self._calendar, self._clock.now(), days)
        left = [one for one in coming if page.after is None or one.key > page.after]
        shown = page_of(left[: page.limit + 1], page, lambda occurrence: occurrence.key)
        plans = await self._occasions.plans(user.id, [one.occasion for one in shown.items])
        there = [one for one in shown.items if one.occasion.recipient_id in plans.recipients]
        return Page([with_plans(one, plans) for one in there], shown.next_key)
