"""Reads birthdays as people and programs write them, and infers the order of day and month.

`3/4/1985` has a reading for each order. The birthdays of one file are written in one order, so
`15/4/1985` in another entry tells that of `3/4/1985`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from gifter_domain.people.birthday import Birthday


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


Readings = Mapping[DateOrder, Birthday]
"""The birthday that a text states in each order in which it is a date."""

# `19850415`, `1985-04-15`, `--0415`, `--04-15`: ISO 8601; vCards write dashes for the year.
_ISO = re.compile(r"(?P<year>\d{4}|-)-?(?P<month>\d\d)-?(?P<day>\d\d)", re.ASCII)
_TIME = re.compile(
    r"(?:[T ,]+(?P<hour>\d\d?):(?P<minutes>\d\d)(?::\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?"
    r"|T(?P<hour_>\d\d)(?P<minutes_>\d\d)(?:\d\d)?)(?P<zone>Z|[+-]\d\d:?\d\d|[+-]\d\d)?$",
    re.ASCII | re.IGNORECASE,
)
# The days since 1899 by which spreadsheets store a date. Four digits could be a year.
_SERIAL = re.compile(r"(?P<days>[1-9]\d{4})(?:[.,]\d+)?", re.ASCII)
_SERIAL_BEGINS = date(1899, 12, 30)
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BETWEEN = re.compile(r"[\s./,'’ºª°‐-―-]*")
# Placeholders of programs for a year that nobody knows: Apple's, and the first years of calendars.
_NO_YEARS = (1604, 1, 0)
# At local midnight UTC shows one of these hours of the day before in all zones east of it.
_EASTERN_MIDNIGHTS = range(14, 24)


def birthdays_in(
    texts: Sequence[str],
    words: Mapping[str, int],
    today: date,
    order: DateOrder | None = None,
) -> list[Readings | Birthday]:
    """Returns the birthday of each text of a file; the readings of a text if they differ or fail.

    `words` are the words that a date may contain, in small letters: names of months with their
    number, and other words with 0. If no order is given, the other texts of the file tell it.
    """
    read = [readings(text, words, today) for text in texts]
    if order is None:
        order = common_order(read)
    return [_decided(each, order) for each in read]


def common_order(read: Iterable[Readings]) -> DateOrder | None:
    """Returns the only order in which all texts are dates, or None if there is not exactly one."""
    left = set(DateOrder)
    for each in read:
        if each:
            left &= each.keys()
    return left.pop() if len(left) == 1 else None


def _decided(each: Readings, order: DateOrder | None) -> Readings | Birthday:
    if len(birthdays := {*each.values()}) == 1:
        return birthdays.pop()
    return each[order] if order is not None and order in each else each


def readings(text: str, words: Mapping[str, int], today: date) -> Readings:
    """Returns the birthday that the text states in each order; none if it is no whole date.

    A day with dots (`15.04.1985`) begins with the day. A year of two digits is the latest one that
    makes no birthday after today.
    """
    if serial := _SERIAL.fullmatch(text.strip()):
        return _in_every_order(_birthday_of_serial(int(serial["days"]), today))
    text, is_next_day = _without_time(text.strip())
    found = _of_digits(text, today) if _ISO.fullmatch(text) else _of_parts(text, words, today)
    return {order: _day_after(one) for order, one in found.items()} if is_next_day else found


def _of_digits(text: str, today: date) -> Readings:
    """Reads ISO 8601, or else eight digits in another order, such as `15041985`."""
    found = _ISO.fullmatch(text)
    if found is None:
        return {}
    year = None if found["year"] == "-" else found["year"]
    iso = _in_every_order(_birthday(found["day"], found["month"], year, today))
    if iso or not text.isdecimal():
        return iso
    return _in_each_order(text[:2], text[2:4], text[4:], today)


def _of_parts(text: str, words: Mapping[str, int], today: date) -> Readings:
    if _BETWEEN.fullmatch(_PARTS.sub("", text)) is None:
        return {}
    parts = [part.casefold() for part in _PARTS.findall(text)]
    numbers = [part for part in parts if part.isdecimal()]
    months = [words.get(part) for part in parts if not part.isdecimal()]
    if None in months or any(len(number) not in (1, 2, 4) for number in numbers):
        return {}
    if named := [str(month) for month in months if month]:
        return _with_month(numbers, named, today)
    match numbers:
        case [first, last] if "." not in text or text.endswith("."):
            found = _without_year(first, last, today)
        case [first, second, third]:
            found = _in_each_order(first, second, third, today)
        case _:
            return {}
    return _in_every_order(found.get(DateOrder.DMY)) if "." in text else found


def _without_time(text: str) -> tuple[str, bool]:
    """Returns the date without the time of day, and whether the day is the next one in its zone.

    A phone that stores local midnight in UTC writes `1984-12-30T23:00:00Z` for 31 December.
    """
    found = _TIME.search(text)
    if found is None:
        return text, False
    hour, minutes = found["hour"] or found["hour_"], found["minutes"] or found["minutes_"]
    in_utc = (found["zone"] or "").upper() == "Z" and minutes == "00"
    shifted = in_utc and int(hour) in _EASTERN_MIDNIGHTS
    return text[: found.start()].rstrip(), shifted


def _with_month(numbers: Sequence[str], named: Sequence[str], today: date) -> Readings:
    if len(named) > 1 or len(numbers) not in (1, 2):
        return {}
    if len(numbers) == 1:
        return _in_every_order(_birthday(numbers[0], named[0], None, today))
    first, last = numbers
    day_first = _birthday(first, named[0], last, today)
    year_first = _birthday(last, named[0], first, today)
    if day_first is None or len(first) == 4:
        return _in_every_order(year_first)
    if year_first is None or len(last) == 4:
        return _in_every_order(day_first)
    return {DateOrder.DMY: day_first, DateOrder.MDY: day_first, DateOrder.YMD: year_first}


def _without_year(first: str, last: str, today: date) -> Readings:
    month_first = _birthday(last, first, None, today)
    return _known(_birthday(first, last, None, today), month_first, month_first)


def _in_each_order(first: str, second: str, third: str, today: date) -> Readings:
    year_first = _birthday(third, second, first, today)
    if len(first) == 4:
        return _in_every_order(year_first)
    return _known(
        _birthday(first, second, third, today), _birthday(second, first, third, today), year_first
    )


def _known(dmy: Birthday | None, mdy: Birthday | None, ymd: Birthday | None) -> Readings:
    found = {DateOrder.DMY: dmy, DateOrder.MDY: mdy, DateOrder.YMD: ymd}
    return {order: birthday for order, birthday in found.items() if birthday is not None}


def _in_every_order(birthday: Birthday | None) -> Readings:
    return _known(birthday, birthday, birthday)


def _day_after(birthday: Birthday) -> Birthday:
    if birthday.year is None:
        return birthday
    day = date(birthday.year, birthday.month, birthday.day) + timedelta(days=1)
    return Birthday(day.month, day.day, day.year)


def _birthday(day: str, month: str, year: str | None, today: date) -> Birthday | None:
    """Returns the day if the calendar has it and it is not after today."""
    if len(day) > 2 or len(month) > 2 or (year is not None and len(year) not in (2, 4)):
        return None
    try:
        found = Birthday(int(month), int(day), _year(year))
        if year is not None and len(year) == 2 and found.is_after(today):
            found = Birthday(int(month), int(day), int(year) + 1900)
    except ValueError:  # no such day
        return None
    return None if found.is_after(today) else found


def _birthday_of_serial(days: int, today: date) -> Birthday | None:
    day = _SERIAL_BEGINS + timedelta(days=days)
    return None if day > today else Birthday(day.month, day.day, day.year)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    year = int(written)
    if len(written) == 2:
        return 2000 + year
    return None if year in _NO_YEARS else year
