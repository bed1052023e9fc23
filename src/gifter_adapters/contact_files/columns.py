"""Finds the parts of a contact among the columns of a CSV file, by their names."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from gifter_domain.people.written_birthdays import DateOrder

# Any: lists of names, and tables of pairs of them.
_NAMES: Mapping[str, Any] = tomllib.loads(
    (files(__package__) / "columns.toml").read_text(encoding="utf-8")
)
_EMPTY = frozenset(_NAMES["empty"])
_SINGLE = ("name", "given", "family", "relationship", "notes", "year", "month", "day")
# Google writes any day of a person as a pair of columns: "Event 1 - Type", "Event 1 - Value".
_EVENT = re.compile(r"(.+) (\d+) - (type|label|value)", re.IGNORECASE)

# The form of a date: days are D, T or G, years Y, A or J.
_FORM = re.compile(r"(?<![^\W\d_])(?:([dtgjmya])\1{0,3}[\W_]*){2,3}\W*$", re.IGNORECASE)
_LONGEST_FORM = 30
_RUN = re.compile(r"([a-z])\1*")
_KINDS = {"d": "d", "t": "d", "g": "d", "m": "m", "y": "y", "a": "y", "j": "j"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of the columns that are read.

    `events` are pairs of columns, with the kind of a day and with the day.
    """

    single: Mapping[str, int]
    birthdays: Sequence[int]
    events: Sequence[tuple[int, int]]
    header: Sequence[str] = ()

    @property
    def order(self) -> DateOrder | None:
        """Returns the order of day and month that the name of a column with birthdays states."""
        stated = (stated_order(self.header[at]) for at in self.birthdays)
        return next(filter(None, stated), None)

    @property
    def count(self) -> int:
        return len(self.single) + len(self.birthdays) + len(self.events)

    def cell(self, row: Sequence[str], part: str) -> str:
        """Returns the text of a part in a row; an empty one if the file or the row lacks it."""
        at = self.single.get(part)
        return row[at].strip() if at is not None and at < len(row) else ""

    def birthdays_in(self, row: Sequence[str]) -> list[str]:
        """Returns the texts of the row that stand where birthdays stand."""
        cells = [row[at] for at in self.birthdays if at < len(row)]
        cells += [
            row[value]
            for kind, value in self.events
            if max(kind, value) < len(row) and looks_like_birthday(row[kind])
        ]
        return [*filter(_is_filled, (self._of_parts(row), *(cell.strip() for cell in cells)))]

    def _of_parts(self, row: Sequence[str]) -> str:
        if not {"month", "day"} <= self.single.keys():
            return ""
        year, month, day = (
            cell if _is_filled(cell := self.cell(row, part)) else ""
            for part in ("year", "month", "day")
        )
        if month.isdecimal() and day.isdecimal():
            return f"{year or '-'}-{month:0>2}-{day:0>2}"
        return " ".join(filter(None, (day, month, year)))


def columns_of(header: Sequence[str]) -> Columns:
    """Returns the columns of a file whose first row is `header`."""
    keys = [_key(_FORM.sub("", cell) if stated_order(cell) else cell) for cell in header]
    single = {part: at for part in _SINGLE if (at := _first(keys, _NAMES[part])) is not None}
    _with_days(single, keys)
    _with_last_names(single, keys)
    birthdays = [at for at, key in enumerate(keys) if _is_birthday(key)]
    birthdays = [at for at in birthdays if at not in single.values()]
    birthdays.sort(key=lambda at: keys[at] not in _NAMES["birthday"])
    if not birthdays and "month" not in single:
        birthdays = [at for at, key in enumerate(keys) if key in _NAMES["perhaps_birthday"]]
    return Columns(single, birthdays, _events(header), header)


def stated_order(name: str) -> DateOrder | None:
    """Returns the order of a date that a name such as `Birthday (MM/DD/YYYY)` ends with."""
    found = _FORM.search(name[-_LONGEST_FORM:])
    runs = [run[0] for run in _RUN.finditer(found[0].casefold())] if found else []
    kinds = "".join(_KINDS[run[0]] for run in runs)
    if "m" not in kinds:
        return None
    # "JJ" is the day in French (JJ/MM/AAAA) and the year in German (TT.MM.JJJJ).
    kinds = kinds.replace("j", "y" if "d" in kinds else "d")
    return next((order for order in DateOrder if kinds in (order, order.replace("y", ""))), None)


def _with_days(single: dict[str, int], keys: Sequence[str]) -> None:
    """Keeps the columns for year, month and day only if there are months and days."""
    if "month" in single and "day" not in single:
        at = _first(keys, _NAMES["birthday"])  # "Birth Day" beside "Birth Month"
        if at is not None:
            single["day"] = at
    if not {"month", "day"} <= single.keys():
        for part in ("year", "month", "day"):
            single.pop(part, None)


def _with_last_names(single: dict[str, int], keys: Sequence[str]) -> None:
    """Reads "Name" as the last name beside "Vorname", and "Nome" as the first beside "Cognome"."""
    for known, other, names in (
        ("given", "family", _NAMES["last_name_beside"]),
        ("family", "given", _NAMES["first_name_beside"]),
    ):
        if not {"name", known} <= single.keys() or other in single:
            continue
        if keys[single["name"]] == names.get(keys[single[known]]):
            single[other] = single.pop("name")


def _events(header: Sequence[str]) -> list[tuple[int, int]]:
    kinds: dict[tuple[str, str], int] = {}
    values: dict[tuple[str, str], int] = {}
    for at, cell in enumerate(header):
        if found := _EVENT.fullmatch(cell.strip()):
            of_event, what = (found[1], found[2]), found[3].casefold()
            (values if what == "value" else kinds)[of_event] = at
    return [(kinds[event], at) for event, at in values.items() if event in kinds]


def _first(keys: Sequence[str], names: Sequence[str]) -> int | None:
    return next((keys.index(name) for name in names if name in keys), None)


def _key(cell: str) -> str:
    """Returns the letters of a column's name, small and without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", cell).casefold() if c.isalpha())


def looks_like_birthday(name: str) -> bool:
    """Returns whether a column or a day of this name holds birthdays."""
    return _is_birthday(_key(name))


def _is_birthday(key: str) -> bool:
    if key in _NAMES["birthday"]:
        return True
    return any(part in key for part in _NAMES["looks_like_birthday"]) and not any(
        part in key for part in _NAMES["no_birthday"]
    )


def _is_filled(cell: str) -> bool:
    return any(c not in "0/.-: " for c in cell) and cell.casefold() not in _EMPTY
