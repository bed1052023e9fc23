"""Reads contacts from CSV: a row of column names, then a row for each contact."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gifter_adapters.contact_files.birthdays import birthday_in
from gifter_domain.people.recipient_import import Contact, Reason
from gifter_domain.shared.errors import InvalidInput

# The parts of a row that are read, each with the names of its column in English and German, as
# address books and people write them. The names are reduced to their letters.
_COLUMNS = {
    "name": "name fullname displayname contact contactname"
    " vollständigername anzeigename kontakt kontaktname",
    "given": "firstname givenname forename vorname",
    "family": "lastname familyname surname nachname familienname",
    "birthday": "birthday birthdate dateofbirth dob bday born geburtstag geburtsdatum geboren",
    "relationship": "relationship relation beziehung",
    "notes": "notes note comments comment notizen notiz bemerkungen bemerkung",
}
_DELIMITERS = ",;\t|"
# Values by which address books say that there is no birthday.
_NO_BIRTHDAY = ("", "0/0/00", "00/00/00", "0000-00-00", "0.0.00", "00.00.00")


def read_csv(text: str) -> Iterator[Contact]:
    """Yields a contact for each row that is not empty; its `line` is the row's first line.

    Raises `InvalidInput` if no column has a known name for names, or at a line that is no CSV.
    """
    delimiter = max(_DELIMITERS, key=lambda one: len(_columns(_header(_rows(text, one)))))
    rows = _rows(text, delimiter)
    columns = _columns(_header(rows))
    if columns.keys().isdisjoint(("name", "given", "family")):
        raise InvalidInput.at("", "the file has neither vCards nor CSV with a column `name`")
    for first_line, row in rows:
        cells = {part: row[at].strip() for part, at in columns.items() if at < len(row)}
        yield _contact(first_line, defaultdict(str, cells))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yields the rows that are not empty, each with the number of its first line."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    ended = 0
    try:
        for row in rows:
            first_line, ended = ended + 1, rows.line_num
            if any(cell.strip() for cell in row):
                yield first_line, row
    except csv.Error as error:
        raise InvalidInput.at("", f"line {ended + 1} cannot be read as CSV") from error


def _header(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    return next((row for _line, row in rows), [])


def _columns(header: list[str]) -> Mapping[str, int]:
    """Returns the column number of each part of a contact that has a column."""
    written = ["".join(c for c in cell.casefold() if c.isalpha()) for cell in header]
    found = {
        part: next((written.index(name) for name in names.split() if name in written), None)
        for part, names in _COLUMNS.items()
    }
    columns = {part: at for part, at in found.items() if at is not None}
    if "vorname" in written and "family" not in columns and "name" in columns:
        columns["family"] = columns.pop("name")  # "Name" beside "Vorname" is the last name
    return columns


def _contact(line: int, cells: Mapping[str, str]) -> Contact:
    written = cells["birthday"]
    birthday = None if written in _NO_BIRTHDAY else birthday_in(written)
    unreadable = birthday is None and written not in _NO_BIRTHDAY
    return Contact(
        line,
        name=cells["name"] or f"{cells['given']} {cells['family']}".strip(),
        birthday=birthday,
        relationship=cells["relationship"],
        notes=cells["notes"],
        problem=Reason.BIRTHDAY_UNREADABLE if unreadable else None,
    )
