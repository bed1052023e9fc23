"""The days that the library lists for a country, by their English names."""

import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

FIRST_YEAR, LAST_YEAR = 2020, 2060
_ENGLISH = "en_US"
_ESTIMATED = " (estimated)"


@dataclass(frozen=True, slots=True)
class Days:
    """The first days of a holiday, in order. `estimated` are those computed and not announced."""

    known: tuple[date, ...] = ()
    estimated: frozenset[date] = frozenset()

    @property
    def years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.known)


def listed(country: str, names: str) -> Days:
    """Returns the first day of each run of consecutive days whose holiday's name matches."""
    named = _days_by_name(country)
    pattern = re.compile(names)
    matching = {
        day: name.endswith(_ESTIMATED)
        for name, days in named.items()
        if pattern.fullmatch(name.removesuffix(_ESTIMATED))
        for day in days
    }
    first = sorted(day for day in matching if day - timedelta(days=1) not in matching)
    return Days(tuple(first), frozenset(day for day in first if matching[day]))


@cache
def _days_by_name(country: str) -> Mapping[str, Iterable[date]]:
    """Returns a country's days by holiday name, empty if the library does not know the country."""
    import holidays  # takes a tenth of a second
    from holidays.constants import HOLIDAY_NAME_DELIMITER

    by_name: dict[str, list[date]] = {}
    if country not in holidays.list_supported_countries(include_aliases=False):
        return by_name
    known = holidays.country_holidays(country)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # some calendars end before our last year
        calendar = holidays.country_holidays(
            country,
            years=range(FIRST_YEAR, LAST_YEAR + 1),
            observed=False,
            categories=known.supported_categories,
            language=_ENGLISH if _ENGLISH in known.supported_languages else None,
        )
    for day, names in calendar.items():
        for name in names.split(HOLIDAY_NAME_DELIMITER):
            by_name.setdefault(name, []).append(day)
    return by_name
