"""Which question comes next, and how far a profile has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.taste.answer import Answers, Listen
from gifter_domain.taste.belief import believe, information
from gifter_domain.taste.question import Kind, Mode, Question

# An answer below this many bits is as good as known.
KNOWN_BELOW = 1e-9
# How many questions are given at once, so that an app need not wait between them.
AT_ONCE = 2

# What one bit is worth to a gift, by the facet a question is about first.
_WORTH: Mapping[str, float] = {
    "interest": 1.0,
    "leaning": 1.0,
    "style": 0.8,
    "value": 0.7,
    "colour": 0.25,
    "no": 1.4,
    "diet": 1.2,
    "material": 0.8,
    "price": 1.1,
    "size": 0.15,
    "dislike": 0.6,
}
# What a question costs whoever answers, roughly in the seconds that it takes.
_EFFORT: Mapping[Kind, float] = {
    Kind.THIS_OR_THAT: 3,
    Kind.BUDGET: 6,
    Kind.MULTIPLE_CHOICE: 9,
    Kind.INTERESTS: 10,
    Kind.HARD_NOES: 10,
    Kind.DISLIKES: 10,
    Kind.SIZES: 15,
    Kind.FREE_TEXT: 20,
}


@dataclass(frozen=True, slots=True)
class Pace:
    """How many answers make a usable profile, and how many questions are asked at most."""

    usable: int
    at_most: int


PACES: Mapping[Mode, Pace] = {
    Mode.SELF: Pace(usable=7, at_most=20),
    Mode.RECIPIENT: Pace(usable=7, at_most=20),
    Mode.QUICK: Pace(usable=4, at_most=6),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """`share` of the way to a usable profile, in [0, 1]; questions passed over bring none."""

    share: float
    answered: int

    @property
    def is_usable(self) -> bool:
        return self.share >= 1


def progress(mode: Mode, answers: Answers) -> Progress:
    answered = sum(answer is not None for answer in answers.values())
    return Progress(min(1.0, answered / PACES[mode].usable), answered)


def next_questions(
    bank: Sequence[Question],
    mode: Mode,
    answers: Answers,
    listen: Listen,
    first: Sequence[Question] = (),
) -> list[Question]:
    """The `AT_ONCE` questions that tell most for their effort, best first; none at the end.

    Before them come those of `first`, which are of the bank too. None that was asked, nor one
    whose answer is known already; of equals the bank's first. The same answers, in whatever order
    they were given, lead to the same questions.
    """
    left = PACES[mode].at_most - len(answers)
    belief = believe(bank, answers, listen)
    asked = [question for question in bank if question.id not in answers]
    telling = [(information(belief, question), question) for question in asked]
    ranked = sorted(
        (
            (-bits * _WORTH[_about(question)] / _EFFORT[question.kind], place)
            for place, (bits, question) in enumerate(telling)
            if bits > KNOWN_BELOW
        ),
    )
    best = [telling[place][1] for _, place in ranked]
    in_order = [one for one in best if one in first] + [one for one in best if one not in first]
    return in_order[: max(0, min(AT_ONCE, left))]


def _about(question: Question) -> str:
    """The facet that a question is about first, or `dislike`."""
    if question.kind is Kind.DISLIKES:
        return "dislike"
    if question.kind is Kind.BUDGET:
        return "price"
    if question.kind is Kind.FREE_TEXT:
        return "interest"
    return question.options[0].sets[0].partition(".")[0]
