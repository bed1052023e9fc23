"""Countries and their time zones, from the time-zone database."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources


@cache
def country_by_zone() -> Mapping[str, str]:
    """Returns the ISO 3166 code of each zone's country, for current and for former zone names."""
    named = {zone: country for country, _, zone, *_ in _rows("zone.tab", "\t")}
    links = [row[1:3] for row in _rows("tzdata.zi", " ") if row[0] == "L"]
    former = {link: named[zone] for zone, link in links if zone in named}
    return former | named


@cache
def countries() -> frozenset[str]:
    """Returns the ISO 3166 codes of all countries that have a time zone."""
    return frozenset(country_by_zone().values())


def _rows(name: str, separator: str) -> Iterator[list[str]]:
    file = resources.files("tzdata").joinpath("zoneinfo", name)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(separator)
