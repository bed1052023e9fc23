"""Birthdays: civil dates whose year may be unknown."""

import re
from dataclasses import dataclass
from datetime import date

# A leap year, so that 29 February is a day of "some year".
_SOME_YEAR = 2000
_WRITTEN = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Birthday:
    """`year` is None where it is unknown. Raises `ValueError` if the calendar has no such day."""

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(_SOME_YEAR if self.year is None else self.year, self.month, self.day)

    def __str__(self) -> str:
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    @classmethod
    def parsed(cls, text: str) -> "Birthday":
        """From what `str` gives: `1985-04-15`, or `--04-15`; raises `ValueError` otherwise."""
        if (found := _WRITTEN.fullmatch(text)) is None:
            raise ValueError(f"{text!r} is neither YYYY-MM-DD nor --MM-DD")
        year = None if found["year"] == "-" else int(found["year"])
        return cls(int(found["month"]), int(found["day"]), year)

    def falls_in(self, year: int) -> date:
        """The birthday of a year: one on 29 February falls on the 28th in common years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def age_on(self, day: date) -> int | None:
        """Whole years lived on that day; None if the year is unknown or yet to come."""
        if self.year is None or self.year > day.year:
            return None
        years = day.year - self.year - (day < self.falls_in(day.year))
        return years if years >= 0 else None

    def is_after(self, day: date) -> bool:
        """Whether it is certain that nobody born then lives on that day."""
        return self.year is not None and date(self.year, self.month, self.day) > day


def agree(one: Birthday | None, other: Birthday | None) -> bool:
    """Whether both may be the same person's: what is known of both is the same."""
    if one is None or other is None:
        return True
    same_day = (one.month, one.day) == (other.month, other.day)
    return same_day and (one.year is None or other.year is None or one.year == other.year)


def fuller(one: Birthday | None, other: Birthday | None) -> Birthday | None:
    """Of two that agree, the one that tells more."""
    if one is None or (one.year is None and other is not None):
        return other
    return one
