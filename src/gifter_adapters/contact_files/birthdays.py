"""Reads birthdays of contacts: ISO 8601 in all its forms, Apple's form, and days with dots."""

import re

from gifter_domain.people.birthday import Birthday

# `19850415`, `1985-04-15T00:00:00Z`, `--0415`, `--04-15`; vCard writes an unknown year as dashes.
_WRITTEN = re.compile(
    r"(?P<year>\d{4}|-)-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[T ][\d:.]*(?:Z|[+-][\d:]+)?)?",
    re.ASCII | re.IGNORECASE,
)
# `15.04.1985`, `15. 4.`: in dates with dots the day comes first.
_DOTTED = re.compile(
    r"(?P<day>\d\d?)\. ?(?P<month>\d\d?)\.(?: ?(?P<year>\d{4})(?: [\d:]+)?)?", re.ASCII
)
# Apple's placeholder for an unknown year. Apps that copy it drop the parameter that explains it.
_NO_YEAR = 1604


def birthday_in(text: str) -> Birthday | None:
    """Returns the birthday in the text, or None if it lacks a month or a day."""
    found = _WRITTEN.fullmatch(text.strip()) or _DOTTED.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found["year"]) if found["year"] not in ("-", None) else None
    try:
        return Birthday(int(found["month"]), int(found["day"]), None if year == _NO_YEAR else year)
    except ValueError:  # no such day
        return None
