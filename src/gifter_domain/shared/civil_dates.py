"""Civil dates whose year may be unknown, such as a remembered birthday."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

# An unknown year is checked as a leap year, so that 29 February is a valid day.
_LEAP_YEAR = 2000
_WRITTEN = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class CivilDate:
    """A day of the calendar; `year` is None if it is unknown.

    Raises `ValueError` if the calendar has no such day.
    """

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(_LEAP_YEAR if self.year is None else self.year, self.month, self.day)

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    @classmethod
    def parsed(cls, text: str) -> Self:
        """Parses the format that `str` writes: `1985-04-15`, or `--04-15` without a year.

        Raises `ValueError` for any other text.
        """
        if (found := _WRITTEN.fullmatch(text)) is None:
            raise ValueError(f"{text!r} is neither YYYY-MM-DD nor --MM-DD")
        year = None if found["year"] == "-" else int(found["year"])
        return cls(int(found["month"]), int(found["day"]), year)
