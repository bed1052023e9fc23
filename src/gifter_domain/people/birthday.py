"""Birthdays: civil dates whose year may be unknown."""

from dataclasses import dataclass
from datetime import date

from gifter_domain.shared.civil_dates import CivilDate


@dataclass(frozen=True, slots=True)
class Birthday(CivilDate):
    """The day somebody was born."""

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


def birthdays_agree(one: Birthday | None, other: Birthday | None) -> bool:
    """Whether both may be the same person's: what is known of both is the same."""
    if one is None or other is None:
        return True
    same_day = (one.month, one.day) == (other.month, other.day)
    return same_day and (one.year is None or other.year is None or one.year == other.year)


def more_complete(one: Birthday | None, other: Birthday | None) -> Birthday | None:
    """Of two that agree, the one that tells more."""
    if one is None or (one.year is None and other is not None):
        return other
    return one
