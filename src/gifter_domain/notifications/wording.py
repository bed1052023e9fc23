"""The port to texts for people: one message, in the language its reader chose."""

from datetime import date
from typing import Protocol, runtime_checkable


@runtime_checkable  # so that Litestar may hand it to a handler
class Wording(Protocol):
    """Messages are named by their English text, gettext's way; `{name}` marks a value to fill in.

    A message without a translation, and a language nobody translated to, come out in English.
    """

    def text(self, language: str, message: str, /, **values: object) -> str:
        """The message in that language with its values filled in."""
        ...

    def plural(self, language: str, one: str, many: str, count: int, /, **values: object) -> str:
        """The form of the message that the language wants for `count`, which fills `{count}`."""
        ...

    def day(self, language: str, on: date) -> str:
        """A calendar date as people say it: "Saturday, 14 March", "Samstag, 14. März"."""
        ...
