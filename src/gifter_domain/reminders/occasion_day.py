"""The day of an occasion, as it passes where the occasion is and as the user's calendar has it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.shared.civil_time import end_of_day, instant_of, wall_time


@dataclass(frozen=True, slots=True)
class OccasionDay:
    """`on` in `zone`, or a moment of it where `at_local` tells one, for a user in `user_zone`.

    An all-day occasion is on its date in every calendar, as birthdays are. One with a time is on
    the date that the user's clock shows at that moment.
    """

    on: date
    at_local: time | None
    zone: ZoneInfo
    user_zone: ZoneInfo

    @property
    def begins(self) -> datetime:
        return instant_of(datetime.combine(self.on, self.at_local or time.min), self.zone)

    @property
    def in_calendar(self) -> date:
        """The date that days before are counted from."""
        return self.on if self.at_local is None else wall_time(self.begins, self.user_zone).date()

    def useful_until(self, days_before: int) -> datetime:
        """The end of what a reminder can be of use for.

        On the day itself of an all-day occasion that is the day's end where the occasion is; of
        any other, the moment it begins.
        """
        if self.at_local is None and days_before == 0:
            return end_of_day(self.on, self.zone)
        return self.begins

    def latest(self, days_before: int, useful_until: datetime) -> datetime:
        """Before when a reminder of so many days before has to come.

        Both the user's calendar and that of the occasion's zone have to show that day, or an
        earlier one: so nobody reads "tomorrow" when the day has come where the occasion is.
        """
        if self.at_local is not None or days_before == 0:
            return useful_until
        return min(end_of_day(self.on - timedelta(days=days_before), self.zone), useful_until)

    def days_left(self, at: datetime) -> int:
        """How many days before it is at that instant, by the calendar that is further on.

        Of a reminder that nothing moved, that is its own number of days.
        """
        shown = wall_time(at, self.user_zone).date()
        if self.at_local is None:
            shown = max(shown, wall_time(at, self.zone).date())
        return max((self.in_calendar - shown).days, 0)
