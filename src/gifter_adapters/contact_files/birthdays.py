"""Birthdays as contacts write them: ISO 8601 in both its forms, its times and gaps, and Apple's."""

import re

from gifter_domain.people.birthday import Birthday

# `19850415`, `1985-04-15T00:00:00Z`, `--0415`, `--04-15`; vCard writes an unknown year as dashes.
_WRITTEN = re.compile(
    r"(?P<year>\d{4}|-)-?(?P<month>\d\d)-?(?P<day>\d\d)(?:[T ][\d:.]*(?:Z|[+-][\d:]+)?)?",
    re.ASCII | re.IGNORECASE,
)
# Apple's year for birthdays without one; others that copy it drop the parameter that says so.
_NO_YEAR = 1604


def birthday_in(text: str) -> Birthday | None:
    """The birthday that the text tells, if it tells at least a month and a day of it."""
    if (found := _WRITTEN.fullmatch(text.strip())) is None:
        return None
    year = None if found["year"] == "-" else int(found["year"])
    try:
        return Birthday(int(found["month"]), int(found["day"]), None if year == _NO_YEAR else year)
    except ValueError:  # no such day
        return None
