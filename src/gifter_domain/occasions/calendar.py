"""Occasions as a calendar that other programs subscribe to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo

from gifter_domain.identity.profile import Language
from gifter_domain.occasions.holidays import HolidayCalendar
from gifter_domain.occasions.occasion import Occasion, OccasionType
from gifter_domain.occasions.recurrence import Listed, Once, Yearly, occurrences
from gifter_domain.people.recipient_import import Contact
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import NotFound

# How many years of movable holidays a calendar holds, this one among them.
YEARS_AHEAD = 6


class CalendarNotFound(NotFound):
    code = "calendar_not_found"


@dataclass(frozen=True, slots=True)
class BirthdayPerson:
    """Whose birthday an event is."""

    name: str
    on: CivilDate


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One day, or a day of every year from `starts_on` on; `uid` stays the same.

    Where that is `leap_day`, it is the last day of February of every year. All day, or at a wall
    time of the IANA zone.
    """

    uid: str
    summary: str
    starts_on: date
    yearly: bool
    leap_day: bool
    timezone: str
    at_local: time | None
    changed_at: datetime
    born: BirthdayPerson | None = None


class CalendarWriter(Protocol):
    def write(self, name: str, events: Sequence[CalendarEvent], today: date) -> bytes:
        """An iCalendar file of that name (RFC 5545); the same of the same events in the same year.

        Zones come with their rules for the next `YEARS_AHEAD` years.
        """
        ...


class BirthdayFileReader(Protocol):
    def read(self, file: bytes, today: date, zone: ZoneInfo) -> Sequence[Contact]:
        """An entry for each event of an iCalendar file, in their order.

        One that still comes every year and says whose birthday it is is a contact, all others have
        a problem. A year that is an unknown one's, or of the last few, is none of birth. An instant
        is of the day it is in `zone`. Raises `InvalidInput` where the file is no calendar, and
        `TooLarge` beyond `MAX_CONTACTS` events.
        """
        ...


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """Whose calendar it is, and the language it is written in."""

    id: str
    language: Language


class CalendarFeedReads(Protocol):
    async def owner(self, token_hash: str) -> FeedOwner | None:
        """None: nobody whose account is in use has a calendar of such a token."""
        ...


class CalendarFeeds(Protocol):
    async def replace(self, owner_id: str, token_hash: str) -> None:
        """From now on this is the token of the owner's calendar, and the one before is none."""
        ...

    async def remove(self, owner_id: str) -> None:
        """The owner has no calendar; may be repeated."""
        ...


def calendar_events(
    occasion: Occasion, summary: str, name: str | None, calendar: HolidayCalendar, today: date
) -> Sequence[CalendarEvent]:
    """The occasion's events: one, or one for each year of a movable holiday.

    A yearly one starts in the year it was made: calendars stumble over the years of birth of
    people of age. `name` is the recipient's.
    """
    match occasion.dates(calendar):
        case Once(on):
            return [_event(occasion, occasion.id, summary, on)]
        case Yearly() as dates:
            start = max(dates.year or 0, occasion.created_at.year)
            (on,) = occurrences(dates, date(start, 1, 1), date(start, 12, 31))
            born = (
                BirthdayPerson(name, occasion.on)
                if _is_birthday(occasion) and name and occasion.on
                else None
            )
            leap = (dates.month, dates.day) == (2, 29)
            return [_event(occasion, occasion.id, summary, on, yearly=True, leap=leap, born=born)]
        case Listed() as dates:
            last = date(today.year + YEARS_AHEAD - 1, 12, 31)
            days = occurrences(dates, date(today.year, 1, 1), last)
            return [
                _event(occasion, f"{occasion.id}-{day.year}-{_nth(days, day)}", summary, day)
                for day in days
            ]


def _event(
    occasion: Occasion,
    uid: str,
    summary: str,
    on: date,
    *,
    yearly: bool = False,
    leap: bool = False,
    born: BirthdayPerson | None = None,
) -> CalendarEvent:
    return CalendarEvent(
        uid=f"{uid}@gifter",
        summary=summary,
        starts_on=on,
        yearly=yearly,
        leap_day=leap,
        timezone=occasion.timezone,
        at_local=occasion.at_local,
        changed_at=occasion.updated_at,
        born=born,
    )


def _is_birthday(occasion: Occasion) -> bool:
    return occasion.type is OccasionType.BIRTHDAY


def _nth(days: Sequence[date], day: date) -> int:
    """Which of its year's days it is: the moon gives some years two, and may move either."""
    return [each for each in days if each.year == day.year].index(day) + 1
