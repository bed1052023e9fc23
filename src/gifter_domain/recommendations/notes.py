"""Notes: facts about the whole answer that its reader should know."""

from dataclasses import dataclass

from gifter_domain.notifications.wording import Wording
from gifter_domain.recommendations.understood import Understood


@dataclass(frozen=True, slots=True)
class Note:
    """A fact about an answer: a code for programs and a sentence for people."""

    code: str
    message: str


def notes_about(understood: Understood, wording: Wording, language: str) -> tuple[Note, ...]:
    """Returns the notes about an understood request."""
    if understood.fields.supported:
        return ()
    message = wording.text(
        language,
        "Gifter reads English and German. From this text it took only the amounts and the words to "
        "search for. Check who the gift is for and what it must not be.",
    )
    return (Note("language_not_supported", message),)
