"""Reads what happened: the situation of a recipient, and stories that describe no gift."""

from gifter_domain.language.lexicons import lexicon_of
from gifter_domain.language.reading.text import Text


def situation_in(text: Text, language: str) -> str | None:
    """Returns the code of the first situation that a text names, and marks its words.

    The loss of a child counts before any other, and that the person is a beginner after them.
    """
    found = lexicon_of(language).phrases("situations").find(text.plain)
    free = [hit for hit in found if not text.is_taken(hit.start, hit.end)]
    for hit in free:
        text.hide(hit.start, hit.end)
    codes = sorted((hit.code for hit in free), key=lambda code: code == "beginner")
    return "child_loss" if "child_loss" in codes else next(iter(codes), None)


def hide_stories(text: Text, language: str) -> None:
    """Hides what somebody did or suffered: "fed our cat", "broke her leg", "helped me move"."""
    for hit in lexicon_of(language).phrases("stories").find(text.plain):
        if not text.is_taken(hit.start, hit.end):
            text.hide(hit.start, hit.end)
