"""The words of dates in the languages whose contact files are read, from Babel's locale data."""

import re
from collections.abc import Iterator, Mapping

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")

# Words between the parts of a date, such as "15th of April" and "15 de abril".
_LINKS = "st nd rd th of the de do del di den der er le el il ter"
_WORDS = re.compile(r"[^\W\d_]+")


def date_words() -> Mapping[str, int]:
    """Returns the names of months with their numbers, and other words of dates with 0."""
    words = dict.fromkeys(_LINKS.split(), 0)
    for language in LANGUAGES:
        words |= dict.fromkeys(_weekdays(language), 0)
    for language in LANGUAGES:
        words |= dict(_months(language))
    return words


def _weekdays(language: str) -> Iterator[str]:
    for name in get_day_names("wide", locale=language).values():
        yield from _WORDS.findall(name.casefold())


def _months(language: str) -> Iterator[tuple[str, int]]:
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, locale=language).items():
                yield name.rstrip(".").casefold(), number
