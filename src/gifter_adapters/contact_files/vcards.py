"""Reads vCards 3.0 and 4.0 (RFC 2426, RFC 6350), one after another in a file."""

import re
from collections.abc import Iterator, Mapping

from icalendar.parser import Contentline, Contentlines

from gifter_adapters.contact_files.birthdays import birthday_in
from gifter_domain.people.recipient_import import Contact, Reason

# Lines of vCards and of iCalendar have the same grammar. icalendar is well maintained and takes
# linear time; vobject takes exponential time for a hostile line.
_BEGIN = re.compile(r"BEGIN:VCARD\s*", re.IGNORECASE)
_END = re.compile(r"END:VCARD\s*", re.IGNORECASE)
# The properties that are read. Parsing the others, such as photos, would only take time.
_READ = re.compile(
    r"(?:[\w-]+\.)?(?:X-ADDRESSBOOKSERVER-)?(?P<name>VERSION|FN|N|BDAY|NOTE|NICKNAME|ORG|KIND)[;:]",
    re.IGNORECASE,
)
# Kinds of RFC 6350, 6473 and 6869. Apple's groups in version 3.0 use Apple's own property.
_NO_PERSON = ("group", "org", "location", "application", "device")
_LONGEST_LINE = 20_000
# The codec's error handler, which keeps the bytes of half a letter until lines are unfolded.
FOLDED_BYTES = "surrogateescape"
_NEWLINE = re.compile(r"\r\n|\r|\n")


def is_vcards(text: str) -> bool:
    """Returns whether the text's first line begins a card."""
    return _BEGIN.match(text.lstrip()) is not None


def read_vcards(text: str) -> Iterator[Contact]:
    """Yields a contact for each card; its `line` is the card's first line."""
    first_line, lines = 0, list[str]()
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        if _BEGIN.fullmatch(line):
            if first_line:  # the card before has no end
                yield Contact(first_line, problem=Reason.UNREADABLE)
            first_line, lines = number, []
        elif first_line and _END.fullmatch(line):
            yield _contact(first_line, lines)
            first_line = 0
        elif first_line:
            lines.append(line)
    if first_line:
        yield Contact(first_line, problem=Reason.UNREADABLE)


def _contact(line: int, lines: list[str]) -> Contact:
    properties = _properties(lines)
    version = properties.get("VERSION", "").strip()
    if version not in ("3.0", "4.0"):
        return Contact(line, problem=Reason.VERSION_UNSUPPORTED if version else Reason.UNREADABLE)
    if properties.get("KIND", "").strip().lower() in _NO_PERSON:
        return Contact(line, name=_name(properties), problem=Reason.NOT_A_PERSON)
    written = properties.get("BDAY", "").strip()
    birthday = birthday_in(written)
    return Contact(
        line,
        name=_name(properties),
        birthday=birthday,
        notes=properties.get("NOTE", ""),
        problem=Reason.BIRTHDAY_UNREADABLE if written and birthday is None else None,
    )


def _properties(lines: list[str]) -> Mapping[str, str]:
    """Returns the card's properties by name: of repeated ones, the first that can be read."""
    properties: dict[str, str] = {}
    for line in Contentlines.from_ical("\r\n".join(lines)):  # type: ignore[no-untyped-call]
        found = _READ.match(line)
        if found is None or found["name"].upper() in properties or len(line) > _LONGEST_LINE:
            continue
        try:
            unfolded = Contentline(_redecoded(line))  # type: ignore[no-untyped-call]
            properties[found["name"].upper()] = unfolded.parts()[2]
        except ValueError:  # one unreadable line must not make the whole card unreadable
            continue
    return properties


def _redecoded(line: str) -> str:
    return line.encode("utf-8", FOLDED_BYTES).decode("utf-8")


def _name(properties: Mapping[str, str]) -> str:
    """Returns the display name, or else first and last name, nickname or company."""
    if shown := properties.get("FN", "").strip():
        return shown
    family, given, *_ = [*properties.get("N", "").split(";"), ""]
    organisation = properties.get("ORG", "").split(";")[0]
    return f"{given} {family}".strip() or properties.get("NICKNAME", "") or organisation
