"""Deadlines: the gift must be there soon or by a stated day."""

from gifter_domain.language.lexicons import lexicon_of
from gifter_domain.language.reading.text import Text


def has_deadline(text: Text, language: str) -> bool:
    """Returns True if the text says by when the gift is needed, or that it is urgent."""
    lexicon = lexicon_of(language)
    denied = lexicon.phrases("deadline", "no").find(text.plain)
    for hit in lexicon.phrases("deadline", "yes").find(text.plain):
        if not any(hit.start < other.end and other.start < hit.end for other in denied):
            text.note("deadline", hit.start, hit.end)
            text.hidden.append((hit.start, hit.end))
            return True
    return False
