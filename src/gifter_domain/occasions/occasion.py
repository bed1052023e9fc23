"""Occasions: the days on which somebody gives to somebody."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypedDict

from gifter_domain.identity.profile import checked_timezone
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.recurrence import Dates, Listed, Once, Yearly
from gifter_domain.people.recipient import checked_line
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import Conflict, InvalidInput, NotFound

MAX_TITLE = 200
MAX_YEAR = 2999  # calendars count on from here, and none of them gets beyond 9999


class OccasionNotFound(NotFound):
    code = "occasion_not_found"


class OccasionDayFixed(Conflict):
    code = "occasion_day_fixed"


class BirthdayUnknown(Conflict):
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
    """A day of `recipient_id`, in the IANA zone `timezone`; all day where `at_local` is None.

    `on` is None of a `holiday` alone, whose days come from the `HolidayCalendar`. One that
    `follows_birthday` has the day that its owner keeps as the recipient's birthday.
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
        """On which days it falls; on none where the calendar does not know its holiday."""
        if self.on is None:
            return Listed(tuple(calendar.days(self.holiday)) if self.holiday else ())
        if self.recurrence is OccasionRecurrence.YEARLY or self.on.year is None:
            return Yearly(self.on.month, self.on.day, self.on.year)
        return Once(date(self.on.year, self.on.month, self.on.day))

    def years_on(self, day: date) -> int | None:
        """The age turned on that birthday, or which anniversary it is; None of anything else, and
        where the year is unknown."""
        if self.type not in _YEARS_ARE_COUNTED or self.on is None or self.on.year is None:
            return None
        return day.year - self.on.year


class OccasionDetails(TypedDict, total=False):
    """What the owner says of an occasion: of a change, an absent key stays and None clears."""

    type: OccasionType
    title: str | None
    on: CivilDate
    timezone: str
    at_local: time | None
    recurrence: OccasionRecurrence
    reminder_policy_id: str | None


def usual_recurrence(kind: OccasionType) -> OccasionRecurrence:
    """Birthdays, anniversaries and holidays come every year, everything else once."""
    yearly = kind in _USUALLY_YEARLY
    return OccasionRecurrence.YEARLY if yearly else OccasionRecurrence.NONE


def with_changes(occasion: Occasion, details: OccasionDetails) -> Occasion:
    """The occasion with what is said of it.

    Raises `InvalidInput` naming the field that is wrong, or `OccasionDayFixed` where its day
    follows a birthday or a holiday and is said to be another.
    """
    if (title := details.get("title")) is not None:
        details = {**details, "title": checked_line(title, "title", MAX_TITLE)}
    if "timezone" in details:
        checked_timezone(details["timezone"])
    after = replace(occasion, **details)
    if occasion.follows_birthday or occasion.holiday is not None:
        _refuse_another_day(occasion, after)
    elif after.recurrence is OccasionRecurrence.NONE and (after.on is None or not after.on.year):
        raise InvalidInput.at("on", "needs its year, unless the occasion comes every year")
    if after.on is not None and after.on.year is not None and after.on.year > MAX_YEAR:
        raise InvalidInput.at("on", f"must be of a year up to {MAX_YEAR}")
    return after


def _refuse_another_day(before: Occasion, after: Occasion) -> None:
    def day(occasion: Occasion) -> object:
        return occasion.type, occasion.on, occasion.recurrence

    if day(after) != day(before):
        source = "the recipient's birthday" if before.follows_birthday else "a holiday"
        raise OccasionDayFixed(f"This occasion follows {source}: its day cannot be changed here.")
