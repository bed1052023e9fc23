"""Whose birthday an event's title says it is, in the words of calendars in English and German."""

import re

_AGE = r"(?:(?P<age>\d{1,3})(?:st|nd|rd|th|\.)?\s+)?"
_TITLES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<name>.+?)['’]s\s+{_AGE}(?:birthday|geburtstag)",
        rf"(?P<name>.+s)['’]\s+{_AGE}(?:birthday|geburtstag)",
        rf"{_AGE}(?:birthday|geburtstag)(?:\s+of|\s+von|\s*[:–-])?\s+(?P<name>.+)",
        rf"(?P<name>.+?)\s+hat\s+{_AGE}geburtstag",
        rf"(?P<name>.+?)(?:\s*[:–-])?\s+{_AGE}(?:birthday|geburtstag)",
    )
]
_BIRTHDAYS = re.compile(r"birthday|geburtstag", re.IGNORECASE)
_CAKES = "🎂🎉🎈🎁"
# What calendars made of contacts put behind a name: "(1985)", "(*1985)", "*1985", "*".
_BORN = re.compile(r"\s*(?:\(\*?(?P<bracketed>\d{4})\)|\*(?P<starred>\d{4})?)$")


def is_of_birthdays(calendar_name: str) -> bool:
    """Whether a calendar of this name holds birthdays, so that bare names stand for them."""
    return _BIRTHDAYS.search(calendar_name) is not None


def name_and_year(title: str, first_year: int, of_birthdays: bool) -> tuple[str | None, int | None]:
    """Whose birthday it is, and the year of birth as far as the title tells it.

    `first_year` is that of the first event, by which an age in the title is counted. The name is
    None where the title speaks of no birthday, unless the event is known to be one.
    """
    plain = " ".join(title.split())
    bare = plain.strip(_CAKES + " ")
    born = _BORN.search(bare)
    year = int(born["bracketed"] or born["starred"] or 0) if born else 0
    bare = bare[: born.start()] if born else bare
    for pattern in _TITLES:
        if (found := pattern.fullmatch(bare)) is not None:
            age = found["age"]
            return found["name"], year or (first_year - int(age) if age else None)
    is_one = of_birthdays or plain.startswith(tuple(_CAKES))
    return (bare or None, year or None) if is_one else (None, None)
