"""Questions about a taste: their kinds, options and texts."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """The subject and depth of a profile: oneself, a recipient, or anybody in a few questions."""

    SELF = "self"
    RECIPIENT = "recipient"
    QUICK = "quick"


class Kind(StrEnum):
    """The kind of answer that a question takes."""

    MULTIPLE_CHOICE = "multiple_choice"
    INTERESTS = "interests"
    THIS_OR_THAT = "this_or_that"
    FREE_TEXT = "free_text"
    BUDGET = "budget"
    DISLIKES = "dislikes"
    HARD_NOES = "hard_noes"
    SIZES = "sizes"


# Kinds with any number of chosen options. Choosing none is an answer too.
MULTI_SELECT = (Kind.MULTIPLE_CHOICE, Kind.INTERESTS, Kind.DISLIKES, Kind.HARD_NOES)


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a question.

    `sets` are the values that it stands for; the first one is the value that it asks about.
    `picture` is the id of one of the app's pictures.
    """

    id: str
    label: str
    sets: tuple[str, ...]
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with two texts.

    `to_self` asks the person whom the profile is about. `to_other` asks somebody else and has
    `{they}` in place of the person. A question with `takes_own` accepts the user's own words beside
    the options. The options of a question about sizes are the things that are measured.
    """

    id: str
    kind: Kind
    to_self: str
    to_other: str
    options: tuple[Option, ...] = ()
    takes_own: bool = False

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)

    def worded(self, mode: Mode, relationship: str | None) -> str:
        """Returns the text of the question for this mode and relationship.

        `relationship` is a code of `language.relationships`. The text never contains a name, so it
        may be stored, shown and counted.
        """
        if mode is Mode.SELF:
            return self.to_self
        they = f"your {relationship}" if relationship else "this person"
        text = self.to_other.format(they=they)
        return text[0].upper() + text[1:]
