"""Occasions: the days on which an owner gives to a recipient."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypedDict

from gifter_domain.identity.profile import checked_timezone
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.recurrence import Dates, Listed, Once, Yearly
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound
from gifter_domain.shared.lines import checked_line

MAX_TITLE = 200
MAX_OCCASIONS = 20_000  # of one user
MAX_YEAR = 2999  # leaves room for later dates below 9999, the last year of Python's dates


class OccasionNotFound(NotFound):
    """The user has no occasion with this id."""

    code = "occasion_not_found"


class TooManyOccasions(Conflict):
    """The user has as many occasions as a user can have."""

    code = "too_many_occasions"


class OccasionDayFixed(Conflict):
    """The occasion follows a birthday or a holiday, so its day cannot be changed here."""

    code = "occasion_day_fixed"


class BirthdayUnknown(Conflict):
    """The recipient has no birthday, so no occasion can follow it."""

    code = "birthday_unknown"


class OccasionType(StrEnum):
    BIRTHDAY = "BIRTHDAY"
    ANNIVERSARY = "ANNIVERSARY"
    HOUSEWARMING = "HOUSEWARMING"
    WEDDING = "WEDDING"
    BABY_SHOWER = "BABY_SHOWER"
    THANK_YOU = "THANK_YOU"
    JUST_BECAUSE = "JUST_BECAUSE"
    OTHER = "OTHER"
    HOLIDAY = "HOLIDAY"


class OccasionRecurrence(StrEnum):
    NONE = "NONE"
    YEARLY = "YEARLY"


_YEARS_ARE_COUNTED = (OccasionType.BIRTHDAY, OccasionType.ANNIVERSARY)
_USUALLY_YEARLY = (*_YEARS_ARE_COUNTED, OccasionType.HOLIDAY)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion of `recipient_id`, in the IANA zone `timezone`; all day if `at_local` is None.

    `on` is None only for a `holiday`, whose days come from the `HolidayCalendar`. An occasion that
    `follows_birthday` has the recipient's birthday as its day.
    """

    id: str
    owner_id: str
    recipient_id: str
    type: OccasionType
    title: str | None
    on: CivilDate | None
    timezone: str
    at_local: time | None
    recurrence: OccasionRecurrence
    follows_birthday: bool
    holiday: str | None
    reminder_policy_id: str | None
    created_at: datetime
    updated_at: datetime

    def dates(self, calendar: HolidayCalendar) -> Dates:
        """Returns the dates of the occasion; none if the calendar does not know its holiday."""
        if self.on is None:
            return Listed(tuple(calendar.days(self.holiday)) if self.holiday else ())
        if self.recurrence is OccasionRecurrence.YEARLY or self.on.year is None:
            return Yearly(self.on.month, self.on.day, self.on.year)
        return Once(date(self.on.year, self.on.month, self.on.day))

    def years_on(self, day: date) -> int | None:
        """Returns the age on that birthday, or the number of that anniversary.

        Returns None for other occasions, and if the year is unknown.
        """
        if self.type not in _YEARS_ARE_COUNTED or self.on is None or self.on.year is None:
            return None
        return day.year - self.on.year


class OccasionDetails(TypedDict, total=False):
    """Details that the owner sets. In a change, an absent key stays as it is and None clears it."""

    type: OccasionType
    title: str | None
    on: CivilDate
    timezone: str
    at_local: time | None
    recurrence: OccasionRecurrence
    reminder_policy_id: str | None


def usual_recurrence(kind: OccasionType) -> OccasionRecurrence:
    """Returns YEARLY for birthdays, anniversaries and holidays, and NONE for everything else."""
    yearly = kind in _USUALLY_YEARLY
    return OccasionRecurrence.YEARLY if yearly else OccasionRecurrence.NONE


def with_changes(occasion: Occasion, details: OccasionDetails) -> Occasion:
    """Returns the occasion with the changed details.

    Raises `InvalidInput` naming the wrong field, or `OccasionDayFixed` if the change gives another
    day to an occasion that follows a birthday or a holiday.
    """
    if (title := details.get("title")) is not None:
        details = {**details, "title": checked_line(title, "title", MAX_TITLE)}
    if "timezone" in details:
        checked_timezone(details["timezone"])
    after = replace(occasion, **details)
    if occasion.follows_birthday or occasion.holiday is not None:
        _refuse_another_day(occasion, after)
    elif after.recurrence is OccasionRecurrence.NONE and (after.on is None or not after.on.year):
        raise InvalidInput.at("date", "needs its year, unless the occasion comes every year")
    if after.on is not None and after.on.year is not None and after.on.year > MAX_YEAR:
        raise InvalidInput.at("date", f"must be of a year up to {MAX_YEAR}")
    return after


def _refuse_another_day(before: Occasion, after: Occasion) -> None:
    def day(occasion: Occasion) -> object:
        return occasion.type, occasion.on, occasion.recurrence

    if day(after) != day(before):
        source = "the recipient's birthday" if before.follows_birthday else "a holiday"
        raise OccasionDayFixed(f"This occasion follows {source}: its day cannot be changed here.")
