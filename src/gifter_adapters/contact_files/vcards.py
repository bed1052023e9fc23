"""Reads vCards 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), one after another in a file."""

import codecs
import quopri
import re
from collections.abc import Iterator, Mapping

from icalendar.parser import Contentline

from gifter_adapters.contact_files.columns import looks_like_birthday
from gifter_adapters.encodings import decoded
from gifter_domain.people.recipient_import import Contact, Reason
from gifter_domain.shared.errors import InvalidInput

# Lines of vCards and of iCalendar have the same grammar. icalendar is well maintained and takes
# linear time; vobject takes exponential time for a hostile line. Lines stay bytes until they are
# unfolded, since a fold may separate the bytes of a letter.
_BEGIN = re.compile(rb"BEGIN:VCARD\s*", re.IGNORECASE)
_END = re.compile(rb"END:VCARD\s*", re.IGNORECASE)
_NEWLINE = re.compile(rb"\r\n|\r|\n")
_FOLD = re.compile(rb"(?:\r\n|\r|\n)[ \t]")
# The properties that are read. Parsing the others, such as photos, would only take time.
_READ = re.compile(
    rb"(?:[\w-]+\.)?(?:X-ADDRESSBOOKSERVER-)?"
    rb"(?P<name>VERSION|FN|N|NOTE|NICKNAME|ORG|KIND)[;:]",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(rb"(?:[\w-]+\.)?(?:BDAY|X-(?:MS-|EVOLUTION-)?BIRTHDAY)[;:]", re.IGNORECASE)
_ANNIVERSARY = re.compile(
    rb"(?:[\w-]+\.)?(?:ANNIVERSARY|X-(?:MS-|EVOLUTION-)?ANNIVERSARY)[;:]", re.IGNORECASE
)
_APPLES_ANNIVERSARY = "_$!<Anniversary>!$_"
# Apple's day of any kind: a date and a label with the same group before the dot.
_LABELLED = re.compile(rb"(?P<group>[\w-]+)\.X-AB(?P<part>DATE|LABEL)[;:]", re.IGNORECASE)
_ANDROID = re.compile(rb"X-ANDROID-CUSTOM[;:]", re.IGNORECASE)
# In version 2.1 a parameter may be a value alone, and long values continue after a `=`.
_BARE = re.compile(r";(?P<value>[\w-]+)(?=;|$)")
_QUOTED_PRINTABLE = re.compile(rb"[^:]*;(?:ENCODING=)?\"?QUOTED-PRINTABLE", re.IGNORECASE)
# Kinds of RFC 6350, 6473 and 6869. Apple's groups in version 3.0 use Apple's own property.
_NO_PERSON = ("group", "org", "location", "application", "device")
_VERSIONS = ("2.1", "3.0", "4.0")
_LONGEST_LINE = 20_000
# Android's kinds of days: 1 is an anniversary, 2 any other day, 3 the birthday.
_ANDROID_DAY = re.compile(
    r"vnd\.android\.cursor\.item/contact_event;(?P<day>[^;]*);(?P<kind>[13])(?:;.*)?", re.IGNORECASE
)


def begins_cards(file: bytes) -> bool:
    """Returns whether the first line of the file begins a card."""
    return _BEGIN.match(_in_bytes(file[:100]).lstrip()) is not None


def read_vcards(file: bytes) -> Iterator[Contact]:
    """Yields a contact for each card; its `line` is the card's first line."""
    first_line, lines = 0, list[bytes]()
    for number, line in enumerate(_NEWLINE.split(_in_utf8(_in_bytes(file))), start=1):
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


def _in_bytes(file: bytes) -> bytes:
    """Returns the file without a byte order mark, in an encoding that extends ASCII."""
    if file.startswith(codecs.BOM_UTF8):
        return file.removeprefix(codecs.BOM_UTF8)
    if b"\0" not in file[:100]:
        return file
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        text = file.decode(encoding, "replace")
        if _BEGIN.match(text.lstrip("\ufeff \r\n").encode()):
            return text.encode()
    return file


def _in_utf8(file: bytes) -> bytes:
    """Returns the file in UTF-8, unless its cards declare encodings of their own.

    The encoding is told by the whole file, since one name has too few letters to tell it.
    """
    if b"CHARSET=" in file.upper():
        return file
    try:
        _FOLD.sub(b"", file).decode()
    except UnicodeError:
        return decoded(file).encode()
    return file


def _contact(line: int, lines: list[bytes]) -> Contact:
    lines = _unfolded(lines)
    properties = _properties(lines)
    version = properties.get("VERSION", "").strip()
    if version not in _VERSIONS:
        return Contact(line, problem=Reason.VERSION_UNSUPPORTED if version else Reason.UNREADABLE)
    if properties.get("KIND", "").strip().lower() in _NO_PERSON:
        return Contact(line, name=_name(properties), problem=Reason.NOT_A_PERSON)
    return Contact(
        line,
        name=_name(properties),
        notes=properties.get("NOTE", ""),
        written=[*dict.fromkeys(filter(None, _birthdays(lines)))],
        written_anniversary=next(filter(None, _anniversaries(lines)), ""),
    )


def _properties(lines: list[bytes]) -> Mapping[str, str]:
    """Returns the card's properties by name: of repeated ones, the first that can be read."""
    properties: dict[str, str] = {}
    for line in lines:
        found = _READ.match(line)
        if found is None:
            continue
        name = found["name"].decode().upper()
        if name in properties:
            continue
        if (value := _readable(line)) is not None:
            properties[name] = value
    return properties


def _birthdays(lines: list[bytes]) -> Iterator[str]:
    """Yields the texts that stand where birthdays stand: if one cannot be read, the whole line."""
    labels, dates = dict[bytes, str](), dict[bytes, str]()
    for line in lines:
        if _BIRTHDAY.match(line):
            value = _readable(line)
            yield (
                line[:_LONGEST_LINE].decode(errors="replace") if value is None else value
            ).strip()
        elif _ANDROID.match(line):
            day = _ANDROID_DAY.fullmatch(_readable(line) or "")
            if day and day["kind"] == "3":
                yield day["day"].strip()
        elif found := _LABELLED.match(line):
            parts = labels if found["part"].upper() == b"LABEL" else dates
            parts[found["group"].upper()] = (_readable(line) or "").strip()
    yield from (day for group, day in dates.items() if looks_like_birthday(labels.get(group, "")))


def _anniversaries(lines: list[bytes]) -> Iterator[str]:
    """Yields the texts that stand where anniversaries stand."""
    labels, dates = dict[bytes, str](), dict[bytes, str]()
    for line in lines:
        if _ANNIVERSARY.match(line):
            yield (_readable(line) or "").strip()
        elif _ANDROID.match(line):
            day = _ANDROID_DAY.fullmatch(_readable(line) or "")
            if day and day["kind"] == "1":
                yield day["day"].strip()
        elif found := _LABELLED.match(line):
            parts = labels if found["part"].upper() == b"LABEL" else dates
            parts[found["group"].upper()] = (_readable(line) or "").strip()
    yield from (day for group, day in dates.items() if labels.get(group) == _APPLES_ANNIVERSARY)


def _readable(line: bytes) -> str | None:
    """Returns the value of a property, or None if it has none: the rest of the card is read."""
    if len(line) > _LONGEST_LINE:
        return None
    try:
        return _value(line)
    except (ValueError, LookupError, InvalidInput):
        return None


def _unfolded(lines: list[bytes]) -> list[bytes]:
    unfolded: list[bytes] = []
    for line in lines:
        if unfolded and unfolded[-1].endswith(b"=") and _QUOTED_PRINTABLE.match(unfolded[-1]):
            unfolded[-1] = unfolded[-1][:-1] + line.lstrip(b" \t")
        elif unfolded and line[:1] in (b" ", b"\t"):
            unfolded[-1] += line[1:]
        else:
            unfolded.append(line)
    return unfolded


def _value(line: bytes) -> str:
    """Returns the value of a property; raises `ValueError` or `LookupError` if it has none."""
    charset = re.match(rb"[^:]*;CHARSET=\"?([\w-]+)", line, re.IGNORECASE)
    encoding = charset[1].decode() if charset else None
    head, colon, rest = _decoded(line, encoding).partition(":")
    head = head if '"' in head else _BARE.sub(r";TYPE=\g<value>", head)
    _name, parameters, value = Contentline(head + colon + rest).parts()  # type: ignore[no-untyped-call]
    if _QUOTED_PRINTABLE.match(line):
        value = _decoded(quopri.decodestring(value.encode()), encoding)
    no_year = str(parameters.get("X-APPLE-OMIT-YEAR", ""))
    return f"--{value[4:].lstrip('-')}" if no_year and value[:4] == no_year else str(value)


def _decoded(text: bytes, encoding: str | None) -> str:
    try:
        return text.decode(encoding or "utf-8")
    except (UnicodeError, LookupError):
        return decoded(text)


def _name(properties: Mapping[str, str]) -> str:
    """Returns the display name, or else first and last name, nickname or company."""
    if shown := properties.get("FN", "").strip():
        return shown
    family, given, *_ = [*properties.get("N", "").split(";"), ""]
    organisation = properties.get("ORG", "").split(";")[0]
    return f"{given} {family}".strip() or properties.get("NICKNAME", "") or organisation
