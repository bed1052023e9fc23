"""vCards 3.0 and 4.0 (RFC 2426, RFC 6350), one after another in a file."""

import re
from collections.abc import Iterator, Mapping

from icalendar.parser import Contentline, Contentlines

from gifter_adapters.contact_files.birthdays import birthday_in
from gifter_domain.people.recipient_import import Contact, Reason

# The lines of vCards and of iCalendar have one grammar. icalendar is kept well, and linear in what
# it reads; vobject takes exponential time over a hostile line.
_BEGIN = re.compile(r"BEGIN:VCARD\s*", re.IGNORECASE)
_END = re.compile(r"END:VCARD\s*", re.IGNORECASE)
# All that is read of a card: the rest, photos above all, is not worth parsing.
_READ = re.compile(
    r"(?:[\w-]+\.)?(?:X-ADDRESSBOOKSERVER-)?(?P<name>VERSION|FN|N|BDAY|NOTE|NICKNAME|ORG|KIND)[;:]",
    re.IGNORECASE,
)
# Kinds of RFC 6350, 6473 and 6869; Apple's groups of version 3.0 have a property of their own.
_NO_PERSON = ("group", "org", "location", "application", "device")
_LONGEST_LINE = 20_000
# The codec's handler of bytes that are half a letter, until lines are unfolded.
FOLDED_BYTES = "surrogateescape"
_NEWLINE = re.compile(r"\r\n|\r|\n")


def is_vcards(text: str) -> bool:
    """Whether the text's first line begins a card."""
    return _BEGIN.match(text.lstrip()) is not None


def read_vcards(text: str) -> Iterator[Contact]:
    """A contact for each card; `line` is where it begins."""
    begins_in, lines = 0, list[str]()
    for number, line in enumerate(_NEWLINE.split(text), start=1):
        if _BEGIN.fullmatch(line):
            if begins_in:  # the one before has no end
                yield Contact(begins_in, problem=Reason.UNREADABLE)
            begins_in, lines = number, []
        elif begins_in and _END.fullmatch(line):
            yield _contact(begins_in, lines)
            begins_in = 0
        elif begins_in:
            lines.append(line)
    if begins_in:
        yield Contact(begins_in, problem=Reason.UNREADABLE)


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
    """The card's properties by name; of several of one name, the first that can be read."""
    properties: dict[str, str] = {}
    for line in Contentlines.from_ical("\r\n".join(lines)):  # type: ignore[no-untyped-call]
        found = _READ.match(line)
        if found is None or found["name"].upper() in properties or len(line) > _LONGEST_LINE:
            continue
        try:
            whole = Contentline(_made_whole(line))  # type: ignore[no-untyped-call]
            properties[found["name"].upper()] = whole.parts()[2]
        except ValueError:  # a line that nobody can read spoils no card
            continue
    return properties


def _made_whole(line: str) -> str:
    return line.encode("utf-8", FOLDED_BYTES).decode("utf-8")


def _name(properties: Mapping[str, str]) -> str:
    """The name as it is shown, or put together of its parts; a company goes by its own."""
    if shown := properties.get("FN", "").strip():
        return shown
    family, given, *_ = [*properties.get("N", "").split(";"), ""]
    organisation = properties.get("ORG", "").split(";")[0]
    return f"{given} {family}".strip() or properties.get("NICKNAME", "") or organisation
