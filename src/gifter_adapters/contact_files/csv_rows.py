"""Reads contacts from CSV: a row of column names, then a row for each contact."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from gifter_adapters.contact_files.columns import Columns, columns_of
from gifter_domain.people.recipient_import import Contact
from gifter_domain.people.written_birthdays import DateOrder
from gifter_domain.shared.errors import InvalidInput

_DELIMITERS = ",;\t|"
# Excel writes a first line that names the delimiter, and reads it as such.
_SEP = re.compile(r"\s*\"?sep=(?P<delimiter>.)\"?[;,]*\r?\n", re.IGNORECASE)


def read_csv(text: str) -> tuple[DateOrder | None, Iterator[Contact]]:
    """Returns the order of dates that a column states, and a contact for each row with text.

    The `line` of a contact is the row's first line. Raises `InvalidInput` if no column has a known
    name for names, or at a line that is no CSV.
    """
    delimiters, before = _DELIMITERS, 0
    if named := _SEP.match(text):
        delimiters, text, before = named["delimiter"], text[named.end() :], 1
    delimiter = max(delimiters, key=lambda one: columns_of(_header(_rows(text, one))).count)
    rows = _rows(text, delimiter)
    columns = columns_of(_header(rows))
    if columns.single.keys().isdisjoint(("name", "given", "family")):
        raise InvalidInput.at("", "the file has neither vCards nor CSV with a column `name`")
    contacts = (_contact(first_line + before, row, columns) for first_line, row in rows)
    return columns.order, contacts


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


def _contact(line: int, row: Sequence[str], columns: Columns) -> Contact:
    given, family = columns.cell(row, "given"), columns.cell(row, "family")
    return Contact(
        line,
        name=columns.cell(row, "name") or f"{given} {family}".strip(),
        written=columns.birthdays_in(row),
        relationship=columns.cell(row, "relationship"),
        notes=columns.cell(row, "notes"),
    )
