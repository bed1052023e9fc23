"""Countries and the zones that are theirs, as the time-zone database has them."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources


@cache
def country_by_zone() -> Mapping[str, str]:
    """The ISO 3166 code of every zone of a country, also by the names that zones had before."""
    named = {zone: country for country, _, zone, *_ in _rows("zone.tab", "\t")}
    links = [row[1:3] for row in _rows("tzdata.zi", " ") if row[0] == "L"]
    former = {link: named[zone] for zone, link in links if zone in named}
    return former | named


@cache
def countries() -> frozenset[str]:
    """The ISO 3166 codes of every country that has a zone."""
    return frozenset(country_by_zone().values())


def _rows(name: str, separator: str) -> Iterator[list[str]]:
    file = resources.files("tzdata").joinpath("zoneinfo", name)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split(separator)
