"""Holidays on which people give gifts: what they are called, and on which days they fall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from gifter_domain.shared.errors import NotFound


class HolidayNotFound(NotFound):
    code = "holiday_not_found"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A country's: `code` is `GB:mothers_day`, `name` the English one.

    `days` are its first days in order, as far as they are known. Those that are `approximate` are
    computed: the sighting of the moon may move them by a day or two.
    """

    code: str
    name: str
    days: Sequence[date]
    approximate: frozenset[date] = frozenset()

    def next_from(self, day: date) -> date | None:
        """The next one on or after that day; None beyond what is known."""
        return next((each for each in self.days if each >= day), None)


@runtime_checkable  # so that Litestar may hand it to a handler
class HolidayCalendar(Protocol):
    """Knows without waiting for anything, and always the same."""

    def holidays(self, country: str) -> Sequence[Holiday]:
        """Those of a country, by its ISO 3166 code; raises `InvalidInput` naming `country` if there
        is no such."""
        ...

    def holiday(self, code: str) -> Holiday:
        """Raises `HolidayNotFound`."""
        ...

    def days(self, code: str) -> Sequence[date]:
        """The days of a holiday in order; none where there is no such."""
        ...

    def country_of(self, timezone: str) -> str | None:
        """The country that an IANA zone is named for; None of those that are no country's."""
        ...
