"""Writes occasions as a calendar file for Apple's, Google's and Outlook's calendars."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from gifter_domain.occasions.calendar import YEARS_AHEAD, CalendarEvent

# The time after which a subscribed calendar should fetch the file again.
_REFRESH_EVERY = "PT12H"
# Our own properties beside the standard ones: the person's name, and the birthday with its year.
BORN_NAME, BORN_ON = "X-GIFTER-NAME", "X-GIFTER-BIRTHDAY"


class IcalWriter:
    """Implements `CalendarWriter`.

    Writes 29 February as the last day of February (BYMONTHDAY=-1). Every calendar knows this rule
    of RFC 5545, but few know RSCALE and SKIP of RFC 7529.
    """

    def write(self, name: str, events: Sequence[CalendarEvent], today: date) -> bytes:
        calendar = Calendar()
        calendar.add("VERSION", "2.0")
        calendar.add("PRODID", "-//Gifter//Occasions//EN")
        calendar.add("CALSCALE", "GREGORIAN")
        calendar.add("METHOD", "PUBLISH")
        calendar.add("NAME", vText(name))
        calendar.add("X-WR-CALNAME", vText(name))
        calendar.add("REFRESH-INTERVAL", vText(_REFRESH_EVERY), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vText(_REFRESH_EVERY))
        for zone in _zones(events, today):
            calendar.add_component(zone)
        for event in events:
            calendar.add_component(_vevent(event))
        written: bytes = calendar.to_ical()
        return written


def _zones(events: Sequence[CalendarEvent], today: date) -> list[Timezone]:
    """Returns the rules of each zone in which an event has a time, for the years people look at."""
    timed = [event for event in events if event.at_local is not None]
    if not timed:
        return []
    first = min(event.starts_on.year for event in timed)
    latest = max(event.starts_on for event in timed)
    last = max(today, latest).year + YEARS_AHEAD  # yearly events go on, even those of long ago
    return [_zone(name, first, last) for name in sorted({event.timezone for event in timed})]


def _zone(name: str, first: int, last: int) -> Timezone:
    """Returns a zone whose changes are written in local time before the change (RFC 5545, 3.6.5).

    The library writes a change that puts clocks forward in local time after it.
    """
    zone = Timezone.from_tzid(name, first_date=date(first, 1, 1), last_date=date(last, 12, 31))
    for change in zone.subcomponents:
        if not isinstance(change, TimezoneDaylight | TimezoneStandard):
            continue
        forward = max(change.TZOFFSETTO - change.TZOFFSETFROM, timedelta())
        for onset in (change["DTSTART"], *getattr(change.get("RDATE"), "dts", ())):
            onset.dt -= forward
    return zone


def _vevent(event: CalendarEvent) -> Event:
    vevent = Event()
    vevent.add("UID", event.uid)
    vevent.add("DTSTAMP", event.changed_at)
    vevent.add("SUMMARY", event.summary)
    vevent.add("TRANSP", "TRANSPARENT")
    if event.at_local is None:
        vevent.add("DTSTART", event.starts_on)
        vevent.add("DTEND", event.starts_on + timedelta(days=1))
    else:
        zone = ZoneInfo(event.timezone)
        vevent.add("DTSTART", datetime.combine(event.starts_on, event.at_local, zone))
    if event.yearly:
        last_of_february = {"BYMONTH": 2, "BYMONTHDAY": -1} if event.leap_day else {}
        vevent.add("RRULE", {"FREQ": "YEARLY"} | last_of_february)
    if event.born is not None:
        vevent.add("CATEGORIES", ["BIRTHDAY"])
        vevent.add(BORN_NAME, vText(event.born.name))
        vevent.add(BORN_ON, vText(str(event.born.on)))
    return vevent
