"""Reads birthdays from calendar files, in our own form and in those of other calendars."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from icalendar import Event, vCategory, vDDDTypes
from icalendar.parser import Contentlines

from gifter_adapters.encodings import decoded
from gifter_adapters.ical.writing import BORN_NAME, BORN_ON
from gifter_domain.people.birthday import Birthday
from gifter_domain.people.birthday_titles import (
    anniversary_in_title,
    are_birthdays,
    birthday_in_title,
    plausible_birth_year,
)
from gifter_domain.people.recipient_import import MAX_CONTACTS, Contact, Reason
from gifter_domain.shared.civil_dates import CivilDate
from gifter_domain.shared.errors import InvalidInput, TooLarge

_NEWLINE = re.compile(r"\r\n|\r|\n")
_LONGEST_LINE = 20_000
_CHARSET = re.compile(
    rb"^[A-Z-]+;(?:[^:\r\n]*;)?CHARSET=\"?(?P<name>[\w-]+)", re.IGNORECASE | re.MULTILINE
)
_FOLD_IN_LETTER = re.compile(
    rb"(?P<begin>[\xc2-\xf4][\x80-\xbf]{0,2})(?P<fold>(?:\r\n|\r|\n)[ \t])(?P<end>[\x80-\xbf]{1,3})"
)
# The properties that are read. Parsing the others would only take time.
_READ = re.compile(
    r"(SUMMARY|DTSTART|RRULE|STATUS|CATEGORIES|X-NEXTCLOUD-BC-[A-Z-]+"
    rf"|X-KDE-KABC-(?:BIRTHDAY|ANNIVERSARY)|{BORN_NAME}|{BORN_ON})[;:]",
    re.IGNORECASE,
)
_OF_KDE = ("BIRTHDAY", "ANNIVERSARY")


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
        text = _decoded(file)
        if re.match(r"BEGIN:VCALENDAR\s", text.lstrip(), re.IGNORECASE) is None:
            raise InvalidInput.at("", "the file is no calendar (iCalendar, .ics)")
        named = re.search(r"^X-WR-CALNAME[^:\r\n]*:(.*)$", text, re.IGNORECASE | re.MULTILINE)
        of_birthdays = named is not None and are_birthdays(named[1])
        blocks = list(islice(_events(text), MAX_CONTACTS + 1))
        if len(blocks) > MAX_CONTACTS:
            raise TooLarge(f"The file has more than {MAX_CONTACTS} events; import it in parts.")
        return [_contact(block, of_birthdays, today, zone) for block in blocks]


def _decoded(file: bytes) -> str:
    """Returns the text by the encoding that the file declares, if it is not in UTF-8.

    Programs that count bytes may fold a line within a letter, so its bytes are joined first.
    """
    joined = _FOLD_IN_LETTER.sub(rb"\g<begin>\g<end>\g<fold>", file)
    declared = _CHARSET.search(joined)
    for encoding in ("utf-8-sig", declared["name"].decode() if declared else None):
        with suppress(UnicodeError, LookupError):
            if encoding and b"\0" not in joined:
                return joined.decode(encoding)
    return decoded(joined)


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
    marks = _Marks.of(event)
    titled = birthday_in_title(
        _text(event, "SUMMARY"), is_birthday=of_birthdays or marks.is_birthday
    )
    is_yearly = _is_yearly(_rule(event))
    has_ended = _has_ended(event, starts, today)
    couple = anniversary_in_title(_text(event, "SUMMARY")) if marks.is_anniversary else None
    if couple and is_yearly and not has_ended:
        day = _anniversary(starts, couple.year or marks.year, marks.has_no_year)
        return Contact(block.line, name=couple.name, anniversary=day)
    if titled is None or marks.is_other_day or not is_yearly:
        name = titled.name if titled else ""
        return Contact(block.line, name=name, problem=Reason.NOT_A_BIRTHDAY)
    if has_ended:
        return Contact(block.line, name=titled.name, problem=Reason.OVER)
    year = titled.born(starts.year) or marks.year or plausible_birth_year(starts.year, today)
    return Contact(
        block.line,
        name=titled.name,
        birthday=_birthday(starts, None if marks.has_no_year else year),
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """The statements of an event, besides its title, about the kind of day and the year of birth.

    Nextcloud and KOrganizer make calendars of the birthdays and anniversaries of contacts.
    """

    is_birthday: bool
    is_anniversary: bool
    is_other_day: bool
    has_no_year: bool
    year: int | None

    @classmethod
    def of(cls, event: Event) -> "_Marks":
        kind = _text(event, "X-NEXTCLOUD-BC-FIELD-TYPE").upper()
        categories = _text(event, "CATEGORIES").upper()
        of_kde = next((one for one in _OF_KDE if _text(event, f"X-KDE-KABC-{one}") == "YES"), "")
        is_anniversary = "ANNIVERSARY" in (kind, of_kde) or "ANNIVERSARY" in categories
        year = _text(event, "X-NEXTCLOUD-BC-YEAR")
        return cls(
            is_birthday=kind == "BDAY" or "BIRTHDAY" in categories or of_kde == "BIRTHDAY",
            is_anniversary=is_anniversary,
            is_other_day=kind not in ("", "BDAY") or is_anniversary,
            has_no_year=_text(event, "X-NEXTCLOUD-BC-UNKNOWN-YEAR") == "1",
            year=int(year) if re.fullmatch(r"[12]\d{3}", year, re.ASCII) else None,
        )


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


def _anniversary(day: date, year: int | None, has_no_year: bool) -> CivilDate:
    """Returns the day, with its year if the file states one."""
    known = None if has_no_year else year
    birthday = _birthday(day, known)
    return CivilDate(birthday.month, birthday.day, birthday.year)


def _has_ended(event: Event, starts: date, today: date) -> bool:
    return _is_over(_rule(event), starts, today) or _text(event, "STATUS").upper() == "CANCELLED"


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
    every = (rule.get("FREQ"), rule.get("INTERVAL", [1]))
    return every in ((["YEARLY"], [1]), (["MONTHLY"], [12]))


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
