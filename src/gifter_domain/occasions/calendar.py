"""Turns occasions into calendar events that other programs subscribe to."""

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

# The number of years for which a calendar has movable holidays, with the present year.
YEARS_AHEAD = 6


class CalendarNotFound(NotFound):
    """The token belongs to no calendar (any more)."""

    code = "calendar_not_found"


@dataclass(frozen=True, slots=True)
class BirthdayPerson:
    """The person whose birthday an event is."""

    name: str
    on: CivilDate


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event on one day, or on a day of every year from `starts_on` on.

    `uid` stays the same. With `leap_day`, the event is on the last day of February every year. It
    lasts all day, or begins at a wall time of the IANA zone `timezone`.
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
        """Returns an iCalendar file (RFC 5545) with this name.

        The same events give the same file all year. Time zones are written with their rules for the
        next `YEARS_AHEAD` years.
        """
        ...


class BirthdayFileReader(Protocol):
    def read(self, file: bytes, today: date, zone: ZoneInfo) -> Sequence[Contact]:
        """Returns an entry for each event of an iCalendar file, in order.

        A yearly event that has not ended and names a person is a contact; every other event is an
        entry with a problem. Placeholder years and the last few years are not taken as years of
        birth. The day of an instant is its day in `zone`. Raises `InvalidInput` if the file is no
        calendar, and `TooLarge` if it has more than `MAX_CONTACTS` events.
        """
        ...


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """The owner of a calendar feed, and the language it is written in."""

    id: str
    language: Language


class CalendarFeedReads(Protocol):
    async def owner(self, token_hash: str) -> FeedOwner | None:
        """Returns the owner of the feed with this token, or None if there is no such active
        account.
        """
        ...


class CalendarFeeds(Protocol):
    async def replace(self, owner_id: str, token_hash: str) -> None:
        """Stores a new token for the owner's calendar. The old token no longer works."""
        ...

    async def remove(self, owner_id: str) -> None:
        """Deletes the owner's calendar feed; may be repeated."""
        ...


def calendar_events(
    occasion: Occasion, summary: str, name: str | None, calendar: HolidayCalendar, today: date
) -> Sequence[CalendarEvent]:
    """Returns the occasion's events: one, or one for each date of a movable holiday.

    A yearly event starts in the year the occasion was created, or later: calendar programs have
    trouble with a start at the year of birth of an adult. `name` is the recipient's.
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
    """Returns the day's number among its year's days.

    A lunar calendar puts some holidays into one year twice, and either day may move, so the year
    alone does not identify an event.
    """
    return [each for each in days if each.year == day.year].index(day) + 1
