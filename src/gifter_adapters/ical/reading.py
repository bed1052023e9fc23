"""Reads birthdays from calendar files, in our own form and in those of other calendars."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from icalendar import Event, vCategory, vDDDTypes
from icalendar.parser import Contentlines

from gifter_adapters.ical.birthday_names import is_of_birthdays, name_and_year
from gifter_adapters.ical.writing import BORN_NAME, BORN_ON
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact, Reason
from gifter_domain.shared.errors import InvalidInput, TooLarge

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LONGEST_LINE = 20_000
# The properties that are read. Parsing the others would only take time.
_READ = re.compile(
    rf"(SUMMARY|DTSTART|RRULE|STATUS|CATEGORIES|{BORN_NAME}|{BORN_ON})[;:]", re.IGNORECASE
)
# Placeholders for an unknown year: Apple's, and the one of some apps that copy Apple.
_PLACEHOLDER_YEARS = (1604, 1900)
# The first event is often the first one after the calendar was made, so a recent year is not the
# year of birth.
_RECENT_YEARS = 5


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of an event without those of its alarms. `line` is the first one, counted from 1.

    A block that is not `whole` has no end.
    """

    line: int
    lines: tuple[str, ...]
    whole: bool = True


class BirthdayFiles:
    """Implements `BirthdayFileReader`."""

    def read(self, file: bytes, today: date, zone: ZoneInfo) -> Sequence[Contact]:
        try:
            text = file.decode("utf-8-sig")
        except UnicodeError as error:
            raise InvalidInput.at("", "the file is not UTF-8 text; save it as UTF-8") from error
        if re.match(r"BEGIN:VCALENDAR\s", text.lstrip(), re.IGNORECASE) is None:
            raise InvalidInput.at("", "the file is no calendar (iCalendar, .ics)")
        named = re.search(r"^X-WR-CALNAME[^:\r\n]*:(.*)$", text, re.IGNORECASE | re.MULTILINE)
        of_birthdays = named is not None and is_of_birthdays(named[1])
        blocks = list(islice(_events(text), MAX_CONTACTS + 1))
        if len(blocks) > MAX_CONTACTS:
            raise TooLarge(f"The file has more than {MAX_CONTACTS} events; import it in parts.")
        return [_contact(block, of_birthdays, today, zone) for block in blocks]


def _events(text: str) -> Iterator[_Block]:
    first_line, depth, lines = 0, 0, list[str]()
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        mark = line.rstrip().upper()
        if mark == "BEGIN:VEVENT":
            if first_line:  # the event before has no end
                yield _Block(first_line, (), whole=False)
            first_line, depth, lines = number, 0, []
        elif first_line and mark == "END:VEVENT":
            yield _Block(first_line, tuple(lines))
            first_line = 0
        elif first_line:
            depth += mark.startswith("BEGIN:")
            if depth == 0:
                lines.append(line)
            depth -= mark.startswith("END:")
    if first_line:
        yield _Block(first_line, (), whole=False)


def _contact(block: _Block, of_birthdays: bool, today: date, zone: ZoneInfo) -> Contact:
    event = _parsed(block)
    starts = _first_day(event, zone) if event is not None else None
    if event is None or starts is None:
        return Contact(block.line, problem=Reason.UNREADABLE)
    if (born := _from_own_properties(event)) is not None:
        return Contact(block.line, *born)
    of_birthdays = of_birthdays or "BIRTHDAY" in _text(event, "CATEGORIES").upper()
    name, year = name_and_year(_text(event, "SUMMARY"), starts.year, of_birthdays)
    rule = _rule(event)
    if not name or not _is_yearly(rule):
        return Contact(block.line, name=name or "", problem=Reason.NOT_A_BIRTHDAY)
    if _is_over(rule, starts, today) or _text(event, "STATUS").upper() == "CANCELLED":
        return Contact(block.line, name=name, problem=Reason.OVER)
    if (
        year is None
        and starts.year not in _PLACEHOLDER_YEARS
        and starts.year <= today.year - _RECENT_YEARS
    ):
        year = starts.year
    return Contact(block.line, name=name, birthday=_birthday(starts, year))


def _parsed(block: _Block) -> Event | None:
    unfolded = Contentlines.from_ical("\r\n".join(block.lines)) if block.whole else []  # type: ignore[no-untyped-call]
    read = [line for line in unfolded if _READ.match(line) and len(line) <= _LONGEST_LINE]
    try:
        event = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *read, "END:VEVENT", ""]))
    except (ValueError, IndexError, KeyError):
        return None
    return event if isinstance(event, Event) else None


def _birthday(day: date, year: int | None) -> Birthday:
    """Returns the birthday, without the year if the year does not have this day."""
    try:
        return Birthday(day.month, day.day, year)
    except ValueError:
        return Birthday(day.month, day.day)


def _from_own_properties(event: Event) -> tuple[str, Birthday] | None:
    """Returns the name and birthday from the properties of our own calendars, or None."""
    try:
        return _unescaped(_text(event, BORN_NAME)), Birthday.parsed(_text(event, BORN_ON))
    except ValueError:
        return None


def _unescaped(text: str) -> str:
    """Removes the escapes of RFC 5545, 3.3.11. The library does so only for standard properties."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else str(found[1]), text)


def _first_day(event: Event, zone: ZoneInfo) -> date | None:
    """Returns the event's first day as it is written; for an instant, the day in `zone`."""
    given = event.get("DTSTART")
    starts = given.dt if isinstance(given, vDDDTypes) else None
    if not isinstance(starts, datetime):
        return starts if isinstance(starts, date) else None
    is_instant = starts.tzinfo is not None and "TZID" not in given.params
    try:
        return starts.astimezone(zone).date() if is_instant else starts.date()
    except OverflowError:
        return None


def _rule(event: Event) -> Mapping[str, list[object]]:
    """Returns the parts of the event's recurrence rule, empty if it has none or several rules."""
    rule = event.get("RRULE")
    return rule if isinstance(rule, Mapping) else {}


def _is_yearly(rule: Mapping[str, list[object]]) -> bool:
    return rule.get("FREQ") == ["YEARLY"] and rule.get("INTERVAL", [1]) == [1]


def _is_over(rule: Mapping[str, list[object]], starts: date, today: date) -> bool:
    until = next(iter(rule.get("UNTIL", [])), None)
    last = until.date() if isinstance(until, datetime) else until
    times = next(iter(rule.get("COUNT", [])), None)
    used_up = isinstance(times, int) and starts.year + times <= today.year
    return used_up or (isinstance(last, date) and last < today)


def _text(event: Event, name: str) -> str:
    """Returns the property's text without escapes: the first if there are several."""
    value = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(value.cats) if isinstance(value, vCategory) else str(value)
