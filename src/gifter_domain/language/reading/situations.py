"""Reads the situation of a recipient: a separation, or exhaustion."""

from gifter_domain.language.lexicons import lexicon_of
from gifter_domain.language.reading.text import Text


def situation_in(text: Text, language: str) -> str | None:
    """Returns the code of the first situation that a text names, and marks its words."""
    found = lexicon_of(language).phrases("situations").find(text.plain)
    free = [hit for hit in found if not text.is_taken(hit.start, hit.end)]
    for hit in free:
        text.hide(hit.start, hit.end)
    return free[0].code if free else None
