"""Birthdays: civil dates whose year may be unknown."""

from dataclasses import dataclass
from datetime import date

from gifter_domain.shared.civil_dates import CivilDate


@dataclass(frozen=True, slots=True)
class Birthday(CivilDate):
    """The day of somebody's birth."""

    def falls_in(self, year: int) -> date:
        """Returns the birthday in a year; 29 February becomes 28 February in common years."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def age_on(self, day: date) -> int | None:
        """Returns the age on a day in whole years, or None before birth or for an unknown year."""
        if self.year is None or self.year > day.year:
            return None
        years = day.year - self.year - (day < self.falls_in(day.year))
        return years if years >= 0 else None

    def is_after(self, day: date) -> bool:
        """Returns whether the birth is certainly after that day."""
        return self.year is not None and date(self.year, self.month, self.day) > day


def birthdays_agree(one: Birthday | None, other: Birthday | None) -> bool:
    """Returns whether both can be the birthday of one person: no known part differs."""
    if one is None or other is None:
        return True
    same_day = (one.month, one.day) == (other.month, other.day)
    return same_day and (one.year is None or other.year is None or one.year == other.year)


def more_complete(one: Birthday | None, other: Birthday | None) -> Birthday | None:
    """Returns the birthday that knows more, of two that agree."""
    if one is None or (one.year is None and other is not None):
        return other
    return one
