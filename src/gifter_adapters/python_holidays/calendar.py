"""The holidays for gifts of each country, and their days."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gifter_adapters.python_holidays.countries import countries, country_by_zone
from gifter_adapters.python_holidays.listed import FIRST_YEAR, LAST_YEAR, Days, listed
from gifter_domain.occasions import holiday_rules as rules
from gifter_domain.occasions.holidays import Holiday, HolidayNotFound
from gifter_domain.shared.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of holiday. `days` returns its days in a country, empty if it has no such holiday."""

    name: str
    days: Callable[[str], Days]


def _by_rule(
    by_country: Mapping[str, rules.Rule], elsewhere: rules.Rule | None = None
) -> Callable[[str], Days]:
    def days(country: str) -> Days:
        rule = by_country.get(country, elsewhere)
        years = range(FIRST_YEAR, LAST_YEAR + 1)
        return Days(tuple(rule(year) for year in years)) if rule else Days()

    return days


def _by_name(names: str, elsewhere: tuple[str, str] | None = None) -> Callable[[str], Days]:
    """Returns a function for the days of a holiday that the library lists by these names.

    `elsewhere` is a country and names. Its days are used where a country lists fewer years.
    """

    def days(country: str) -> Days:
        own = listed(country, names)
        if elsewhere is None:
            return own
        reference = listed(*elsewhere)
        return own if own.years >= reference.years else reference

    return days


def _eid(names: str) -> Callable[[str], Days]:
    """Returns a function for the days of an Eid: the Emirates' day or up to two days later.

    Countries announce their own day, and many list its eve under the same name. So a day that a
    country lists counts only in this range.
    """

    def days(country: str) -> Days:
        own, reference = listed(country, names), listed("AE", names)
        later = {
            day: next((each for each in own.known if 0 <= (each - day).days <= 2), day)
            for day in reference.known
        }
        estimated = own.estimated | reference.estimated
        return Days(tuple(later.values()), estimated.intersection(later.values()))

    return days


def _first_known(*sources: Callable[[str], Days]) -> Callable[[str], Days]:
    def days(country: str) -> Days:
        return next((found for source in sources if (found := source(country)).known), Days())

    return days


def _january_christmas(country: str) -> Days:
    days = listed(country, r".*\bChristmas\b.*").known
    return Days(tuple(day for day in days if day.month == 1))


_LUNAR = r"(Chinese|Lunar|Korean) New Year('s Day)?|Chinese Spring Festival"
_KINDS = {
    "valentines_day": _Kind("Valentine's Day", _by_rule(rules.VALENTINES_DAY, rules.fixed(2, 14))),
    "lunar_new_year": _Kind(
        "Lunar New Year", _by_name(_LUNAR, ("CN", r"Chinese New Year \(Spring Festival\)"))
    ),
    "womens_day": _Kind("Women's Day", _by_name(r"(International |National )?Women's Day")),
    "nowruz": _Kind("Nowruz", _by_name(r"(International )?Nowruz( Day| Holiday)?")),
    "eid_al_fitr": _Kind("Eid al-Fitr", _eid("Eid al-Fitr")),
    "mothers_day": _Kind(
        "Mother's Day",
        _first_known(_by_name(r"(National )?Mother's Day"), _by_rule(rules.MOTHERS_DAY)),
    ),
    "eid_al_adha": _Kind("Eid al-Adha", _eid("Eid al-Adha")),
    "childrens_day": _Kind(
        "Children's Day",
        _by_name(r"(International |National |National Sovereignty and )?Children's Day"),
    ),
    "fathers_day": _Kind(
        "Father's Day",
        _first_known(_by_name(r"(National )?Father's Day"), _by_rule(rules.FATHERS_DAY)),
    ),
    "raksha_bandhan": _Kind("Raksha Bandhan", _by_name("Raksha Bandhan")),
    "diwali": _Kind("Diwali", _by_name("Diwali|Deepavali", ("IN", "Diwali"))),
    "hanukkah": _Kind("Hanukkah", _by_name("Hanukkah", ("IL", "Hanukkah"))),
    "saint_nicholas_day": _Kind("Saint Nicholas Day", _by_rule(rules.SAINT_NICHOLAS)),
    "christmas": _Kind("Christmas", _by_rule({}, rules.fixed(12, 25))),
    "orthodox_christmas": _Kind("Orthodox Christmas", _january_christmas),
    "epiphany": _Kind("Epiphany", _by_rule(rules.EPIPHANY)),
}


_in_memory: set[str] = set()  # the codes whose days `_holiday` has


class PythonHolidays:
    """Implements `HolidayCalendar`."""

    def holidays(self, country: str) -> Sequence[Holiday]:
        code = country.upper()
        if code not in countries():
            raise InvalidInput.at("country", f"{country!r} is not an ISO 3166 code of a country")
        found = (_holiday(code, kind) for kind in _KINDS)
        return [holiday for holiday in found if holiday is not None]

    def holiday(self, code: str) -> Holiday:
        country, _, kind = code.partition(":")
        holiday = _holiday(country, kind) if country in countries() and kind in _KINDS else None
        if holiday is None:
            raise HolidayNotFound("There is no such holiday.")
        _in_memory.add(code)
        return holiday

    def days(self, code: str) -> Sequence[date]:
        try:
            return self.holiday(code).days
        except HolidayNotFound:
            return ()

    def has_days(self, code: str) -> bool:
        return code in _in_memory

    def country_of(self, timezone: str) -> str | None:
        return country_by_zone().get(timezone)


@cache
def _holiday(country: str, kind: str) -> Holiday | None:
    days = _KINDS[kind].days(country)
    if not days.known:
        return None
    return Holiday(f"{country}:{kind}", _KINDS[kind].name, days.known, days.estimated)
