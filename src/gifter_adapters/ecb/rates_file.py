"""Reads the files of exchange rates that the European Central Bank publishes: XML and CSV."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from xml.etree import ElementTree as ET

from gifter_domain.shared.errors import InvalidInput
from gifter_domain.shared.exchange_rates import RateSheet

_DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y")  # of the history, and of the daily CSV file
_MOST_BYTES = 5_000_000
_CODE = re.compile("[A-Z]{3}")


def read_rates(content: bytes) -> Sequence[RateSheet]:
    """Returns the rates of each day in a file, the newest first.

    Rates that are not available are left out. Raises `InvalidInput` for a file in another format or
    with a rate that is not a positive number.
    """
    if len(content) > _MOST_BYTES:
        raise InvalidInput("The file is too large for exchange rates.")
    try:
        text = content.decode("utf-8-sig")
        if not text.strip():
            raise InvalidInput("The file is empty.")
        rows = _xml_rows(text) if text.lstrip().startswith("<") else _csv_rows(text)
        sheets = [_sheet(day, rates) for day, rates in rows]
    except (ValueError, InvalidOperation, ET.ParseError) as error:
        raise InvalidInput(f"This is no file of exchange rates: {error}") from error
    found = sorted((each for each in sheets if each.per_euro), key=lambda each: each.day)
    if not found:
        raise InvalidInput("The file has no exchange rates.")
    return found[::-1]


_Rates = Iterator[tuple[str, str]]


def _sheet(day: date, rates: _Rates) -> RateSheet:
    return RateSheet(
        day,
        {
            code: Decimal(rate)
            for code, rate in rates
            if _CODE.fullmatch(code) and rate not in ("", "N/A")
        },
    )


def _xml_rows(text: str) -> Iterator[tuple[date, _Rates]]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError("it declares entities")
    for day in ET.fromstring(text).iterfind(".//{*}Cube[@time]"):  # noqa: S314 - see above
        rates = ((cube.get("currency", ""), cube.get("rate", "")) for cube in day)
        yield _day(day.get("time", "")), rates


def _csv_rows(text: str) -> Iterator[tuple[date, _Rates]]:
    header, *rows = ([cell.strip() for cell in row] for row in csv.reader(text.splitlines()))
    if header[:1] != ["Date"]:
        raise ValueError("its first column is not the date")
    for row in rows:
        if row and row[0]:
            yield _day(row[0]), zip(header[1:], row[1:], strict=False)


def _day(written: str) -> date:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(f"{written!r} is no day")
