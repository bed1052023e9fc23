"""The strength of a drink in per cent, as its texts state it."""

import re
from collections.abc import Iterable, Iterator

from gifter_domain.catalogue.traits.trait import Evidence

_ABV = re.compile(
    r"(\d{1,2}(?:[.,]\d+)?)\s?%\s?(?:abv|vol|alc|alk|alkohol)"
    r"|(?:abv|vol|alc|alk|alkohol)\.?:?\s?(\d{1,2}(?:[.,]\d+)?)\s?%",
    re.IGNORECASE,
)
_STILL_ALCOHOL_FREE = 0.5  # per cent; what may be called alcohol-free


def strengths(fields: Iterable[tuple[str, str]]) -> Iterator[Evidence]:
    """Yields the places that state more alcohol than something alcohol-free may have."""
    for name, text in fields:
        for found in _ABV.finditer(text):
            if float((found[1] or found[2]).replace(",", ".")) > _STILL_ALCOHOL_FREE:
                yield Evidence(name, *found.span())
