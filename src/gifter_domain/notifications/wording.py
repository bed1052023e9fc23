"""The port that translates texts into the reader's language."""

from datetime import date
from typing import Protocol, runtime_checkable

from gifter_domain.shared.money import Money


@runtime_checkable  # so that Litestar may hand it to a handler
class Wording(Protocol):
    """Translates texts, which are named by their English form as in gettext.

    `{name}` marks a value to fill in. A text or language without a translation comes out in
    English.
    """

    def text(self, language: str, english: str, /, **values: object) -> str:
        """Returns the text in that language with its values filled in."""
        ...

    def plural(self, language: str, one: str, many: str, count: int, /, **values: object) -> str:
        """Returns the plural form that the language needs for `count`, which fills `{count}`."""
        ...

    def day(self, language: str, on: date) -> str:
        """Returns a calendar date in words: "Saturday, 14 March", "Samstag, 14. März"."""
        ...

    def money(self, language: str, amount: Money) -> str:
        """Returns an amount as the language writes it: "£28.00", "28,00 £"."""
        ...
