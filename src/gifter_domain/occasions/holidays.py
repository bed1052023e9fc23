"""Holidays on which people give gifts: their names and their dates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound


class HolidayNotFound(NotFound):
    """No country has a holiday with this code."""

    code = "holiday_not_found"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of a country: `code` is like `GB:mothers_day`, `name` is in English.

    `days` are all known days in order, beginning with the first. Days in `approximate` are
    computed: the sighting of the moon may move them by a day or two.
    """

    code: str
    name: str
    days: Sequence[date]
    approximate: frozenset[date] = frozenset()

    def next_from(self, day: date) -> date | None:
        """Returns the next day on or after `day`, or None after the last known day."""
        return next((each for each in self.days if each >= day), None)


@runtime_checkable  # so that Litestar may hand it to a handler
class HolidayCalendar(Protocol):
    """Answers without I/O, and always gives the same answer."""

    def holidays(self, country: str) -> Sequence[Holiday]:
        """Returns a country's holidays, by its ISO 3166 code.

        Raises `InvalidInput` naming `country` if there is no such country.
        """
        ...

    def holiday(self, code: str) -> Holiday:
        """Returns the holiday; raises `HolidayNotFound`."""
        ...

    def days(self, code: str) -> Sequence[date]:
        """Returns the days of a holiday in order, or nothing if there is no such holiday.

        The first call of a process takes up to 0.1 s for each country: see `has_days`.
        """
        ...

    def has_days(self, code: str) -> bool:
        """Returns whether `days` has the days of the holiday in memory already."""
        ...

    def country_of(self, timezone: str) -> str | None:
        """Returns the country of an IANA zone, or None if the zone belongs to no country."""
        ...
