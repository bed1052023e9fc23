"""Rules for gift days that no law makes holidays, which calendars of public holidays lack.

The countries were gathered from the tables of national observances in Wikipedia's articles on
Mother's Day, Father's Day, Saint Nicholas Day and Epiphany (read November 2026). A country is
missing here if it uses another calendar, or if we are not sure. `docs/holidays.md` gives the reason
for each rule.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

Rule = Callable[[int], date]

_SUNDAY = 6


def fixed(month: int, day: int) -> Rule:
    """Returns the rule for the same date every year."""
    return lambda year: date(year, month, day)


def nth_sunday(nth: int, month: int) -> Rule:
    """Returns the rule for the nth Sunday of a month; the first Sunday is 1."""

    def rule(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=_SUNDAY - first.weekday(), weeks=nth - 1)

    return rule


def last_sunday(month: int) -> Rule:
    """Returns the rule for the last Sunday of a month, which must not be December."""

    def rule(year: int) -> date:
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - _SUNDAY) % 7)

    return rule


def from_easter(days: int) -> Rule:
    """Returns the rule for the day so many days after western Easter Sunday; negative is before."""
    return lambda year: easter(year) + timedelta(days=days)


def easter(year: int) -> date:
    """Returns Easter Sunday of the Gregorian calendar.

    This is the algorithm "Meeus/Jones/Butcher" with its original variable names (J. Meeus,
    Astronomical Algorithms, chapter 8).
    """
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def french_mothers_day(year: int) -> date:
    """Returns the last Sunday of May, or the Sunday after it if that day is Whit Sunday."""
    usual = last_sunday(5)(year)
    whit_sunday = easter(year) + timedelta(days=49)
    return usual + timedelta(weeks=1) if usual == whit_sunday else usual


def _by_country(*rules: tuple[Rule, str]) -> Mapping[str, Rule]:
    return {country: rule for rule, countries in rules for country in countries.split()}


MOTHERS_DAY = _by_country(
    (from_easter(-21), "GB IE GG IM JE NG"),
    (
        nth_sunday(2, 5),
        (
            "AS AT AU AW AX BB BD BE BR BS BW CA CH CL CN CO CU CY CZ DE DK EC EE FI GH GR GU"
            " HK HN HR IN IS IT JM JP KE LI LK LV MO MP MT MY NL NZ PE PH PK PR SG SK TR TT TW"
            " TZ UA UG UM US UY VE VI ZA ZM ZW"
        ),
    ),
    (nth_sunday(1, 5), "AO HU LT MZ PT RO ES"),
    (french_mothers_day, "FR BL GF GP MF MG MQ NC PF PM RE WF YT"),
    (last_sunday(5), "CI CM DO DZ HT MA MU SE SN TN"),
    (nth_sunday(2, 6), "LU"),
    (nth_sunday(2, 2), "NO"),
    (nth_sunday(3, 10), "AR"),
    (last_sunday(11), "RU"),
    (fixed(3, 3), "GE"),
    (fixed(3, 8), "AL BA BG ME MK RS XK"),
    (fixed(3, 21), "AE BH EG IQ JO KW LB LY OM PS QA SA SD SY YE"),
    (fixed(3, 25), "SI"),
    (fixed(4, 7), "AM"),
    (fixed(5, 8), "KR"),  # Parents' Day
    (fixed(5, 10), "GT MX SV"),
    (fixed(5, 15), "PY"),
    (fixed(5, 26), "PL"),
    (fixed(5, 27), "BO"),
    (fixed(5, 30), "NI"),
    (fixed(8, 12), "TH"),
    (fixed(8, 15), "CR"),
    (fixed(10, 14), "BY"),
    (fixed(12, 8), "PA"),
    (fixed(12, 22), "ID"),
)

FATHERS_DAY = _by_country(
    (
        nth_sunday(3, 6),
        (
            "AR AS BB BD BS BW CA CL CO CR CU CY CZ EC FR BL GF GP MF MQ NC PF PM RE WF YT GB"
            " GG GH GR GU HK HU IE IM IN JE JM JP KE LK MG MO MP MT MU MX MY NG NL PA PE PH PK"
            " PR PY SG SK TN TR TT TZ UA UG UM US VE VI ZA ZM ZW"
        ),
    ),
    (nth_sunday(1, 6), "CH LT"),
    (nth_sunday(2, 6), "AT BE"),
    (last_sunday(6), "HT"),
    (nth_sunday(2, 7), "UY"),
    (last_sunday(7), "DO"),
    (nth_sunday(2, 8), "BR"),
    (nth_sunday(1, 9), "AU FJ NZ PG"),
    (nth_sunday(2, 9), "LV"),
    (nth_sunday(1, 10), "LU"),
    (nth_sunday(3, 10), "RU"),
    (nth_sunday(2, 11), "AX EE FI IS NO SE"),
    (nth_sunday(2, 5), "RO"),
    (from_easter(39), "DE"),  # Ascension
    (fixed(3, 19), "AD AO BO ES HN HR IT LI MZ PT"),
    (fixed(5, 8), "KR"),
    (fixed(6, 5), "DK"),
    (fixed(6, 17), "GT SV"),
    (fixed(6, 21), "AE EG JO LB SY"),
    (fixed(6, 23), "NI PL"),
    (fixed(8, 8), "TW"),
    (fixed(12, 5), "TH"),
    (fixed(12, 26), "BG"),
)

SAINT_NICHOLAS = _by_country(
    (fixed(12, 5), "NL"), (fixed(12, 6), "AT BE CH CZ DE HR HU LU PL RO SI SK")
)
EPIPHANY = _by_country((fixed(1, 6), "AR CU DO ES IT MX PR PY UY VE"))
VALENTINES_DAY: Mapping[str, Rule] = {"BR": fixed(6, 12)}
