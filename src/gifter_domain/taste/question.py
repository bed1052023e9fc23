"""Questions about somebody's taste, as the bank keeps them."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """Whom a profile is about, and how thorough it is."""

    SELF = "self"
    RECIPIENT = "recipient"
    QUICK = "quick"


class Kind(StrEnum):
    """How a question is answered."""

    MULTIPLE_CHOICE = "multiple_choice"
    INTERESTS = "interests"
    THIS_OR_THAT = "this_or_that"
    FREE_TEXT = "free_text"
    BUDGET = "budget"
    DISLIKES = "dislikes"
    HARD_NOES = "hard_noes"
    SIZES = "sizes"


# Of these any number of options may be chosen; "none of them" is an answer too.
PICKED = (Kind.MULTIPLE_CHOICE, Kind.INTERESTS, Kind.DISLIKES, Kind.HARD_NOES)


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `sets` are the values it stands for, the one it asks about first.

    `picture` is the id of a picture of the app's.
    """

    id: str
    label: str
    sets: tuple[str, ...]
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`to_self` asks whoever it is about, `to_other` somebody else: there `{they}` is the person.

    `takes_own` questions take words of one's own beside the options. The options of sizes are
    what is measured.
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
        """The question as it is asked. `relationship` is a kind of `people.relationship`.

        No sentence has anybody's name, so that questions may be kept, shown and counted.
        """
        if mode is Mode.SELF:
            return self.to_self
        they = f"your {relationship}" if relationship else "this person"
        asked = self.to_other.format(they=they)
        return asked[0].upper() + asked[1:]
