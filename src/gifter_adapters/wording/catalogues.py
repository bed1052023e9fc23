"""Messages and dates in the reader's language, from the catalogues of this package."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency

from gifter_domain.shared.lines import isolated
from gifter_domain.shared.money import Money

CATALOGUES = Path(__file__).parent


class GettextWording:
    """Implements `Wording` from each `<language>.po` in `folder`, read once."""

    def __init__(self, folder: Path = CATALOGUES) -> None:
        self._translated = {path.stem: _translations(path) for path in folder.glob("*.po")}
        self._english = NullTranslations()

    def text(self, language: str, english: str, /, **values: object) -> str:
        return self._catalogue(language).gettext(english).format_map(_isolated(values))

    def plural(self, language: str, one: str, many: str, count: int, /, **values: object) -> str:
        form = self._catalogue(language).ngettext(one, many, count)
        return form.format_map({"count": count, **_isolated(values)})

    def day(self, language: str, on: date) -> str:
        return _day(on, self.text(language, "EEEE, d MMMM"), self._locale(language))

    def money(self, language: str, amount: Money) -> str:
        return _written(amount, self._locale(language))

    def _locale(self, language: str) -> str:
        return language if language in self._translated else "en"

    def _catalogue(self, language: str) -> NullTranslations:
        return self._translated.get(language, self._english)


def _isolated(values: Mapping[str, object]) -> dict[str, object]:
    """Returns the values, with texts that may change the sentence's direction isolated."""
    return {
        name: isolated(value) if isinstance(value, str) else value for name, value in values.items()
    }


@lru_cache(maxsize=10_000)  # the same prices appear again and again, and each takes .03 ms
def _written(amount: Money, locale: str) -> str:
    return format_currency(amount.major, amount.currency, locale=locale)


@lru_cache(maxsize=10_000)  # reminders of one day are of few dates, and each takes .03 ms
def _day(on: date, pattern: str, locale: str) -> str:
    return format_date(on, pattern, locale=locale)


@cache  # the catalogues never change, and each takes 5 ms
def _translations(path: Path) -> NullTranslations:
    """Compiles a catalogue in memory, so that no `.mo` file is needed."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=path.stem, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
