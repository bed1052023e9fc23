"""The day of an occasion, in the occasion's time zone and in the user's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gifter_domain.shared.civil_time import end_of_day, instant_of, wall_time


@dataclass(frozen=True, slots=True)
class OccasionDay:
    """The date `on` in `zone`, or the moment `at_local` of it, for a user in `user_zone`.

    An all-day occasion is on its own date in every calendar, as birthdays are. An occasion with a
    time is on the date that the user's clock shows at that moment.
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
        """Returns the date in the user's calendar, from which the days before are counted."""
        return self.on if self.at_local is None else wall_time(self.begins, self.user_zone).date()

    def useful_until(self, days_before: int) -> datetime:
        """Returns when a reminder stops being of use.

        For the day itself of an all-day occasion, that is the end of the day in the occasion's
        zone; for every other reminder, the moment the occasion begins.
        """
        if self.at_local is None and days_before == 0:
            return end_of_day(self.on, self.zone)
        return self.begins

    def latest(self, days_before: int, useful_until: datetime) -> datetime:
        """Returns the instant before which a reminder of so many days before must be sent.

        By then neither the user's calendar nor the occasion's may show a later day than that.
        Otherwise a user could read "tomorrow" when the day has already begun where the occasion is.
        """
        if self.at_local is not None or days_before == 0:
            return useful_until
        return min(end_of_day(self.on - timedelta(days=days_before), self.zone), useful_until)

    def days_left(self, at: datetime) -> int:
        """Returns the days left at that instant, by the later of the user's and the occasion's
        calendar.

        For a reminder that no rule moved, this is its own number of days before.
        """
        shown = wall_time(at, self.user_zone).date()
        if self.at_local is None:
            shown = max(shown, wall_time(at, self.zone).date())
        return max((self.in_calendar - shown).days, 0)
