"""Reads the name in the title of a birthday event, in English and German."""

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
# The suffix of a name in calendars made from contacts: "(1985)", "(*1985)", "*1985", "*".
_BORN = re.compile(r"\s*(?:\(\*?(?P<bracketed>\d{4})\)|\*(?P<starred>\d{4})?)$")


def is_of_birthdays(calendar_name: str) -> bool:
    """Returns whether a calendar of this name has birthdays, so that titles may be bare names."""
    return _BIRTHDAYS.search(calendar_name) is not None


def name_and_year(title: str, first_year: int, of_birthdays: bool) -> tuple[str | None, int | None]:
    """Returns the person's name and year of birth, each None if the title does not have it.

    An age in the title counts from `first_year`, the year of the first event. The name is None if
    the title does not mention a birthday, unless `of_birthdays` says that the event is one.
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
    is_birthday = of_birthdays or plain.startswith(tuple(_CAKES))
    return (bare or None, year or None) if is_birthday else (None, None)
