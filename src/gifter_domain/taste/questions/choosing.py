"""Choosing of the next questions, and the progress of a profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.taste.answer import Answers, TextParser
from gifter_domain.taste.questions.belief import belief_after, expected_information
from gifter_domain.taste.questions.question import Kind, Mode, Question

# An answer with less expected information than this, in bits, counts as known.
KNOWN_BELOW = 1e-9
# The number of questions returned together, so that an app need not wait for each one.
AT_ONCE = 2

# The value of one bit of information for choosing a gift, by the first facet of a question. Tuned
# on the made-up people of `gifter eval taste`, one half of them: interests are worth the most.
_WORTH: Mapping[str, float] = {
    "interest": 1.0,
    "leaning": 0.5,
    "style": 0.4,
    "value": 0.4,
    "colour": 0.25,
    "no": 1.1,
    "diet": 1.2,
    "material": 0.8,
    "price": 1.1,
    "size": 0.15,
    "dislike": 0.6,
}
# The effort of answering, roughly in seconds, by kind of question. Two kinds count for more than
# they take: who must choose between cats and dogs may love neither, and a dislike finds no gift.
_EFFORT: Mapping[Kind, float] = {
    Kind.THIS_OR_THAT: 8,
    Kind.BUDGET: 6,
    Kind.MULTIPLE_CHOICE: 9,
    Kind.INTERESTS: 10,
    Kind.HARD_NOES: 10,
    Kind.DISLIKES: 14,
    Kind.SIZES: 15,
    Kind.FREE_TEXT: 20,
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The number of answers for a usable profile, and the greatest number of questions."""

    usable: int
    at_most: int


PACES: Mapping[Mode, Pace] = {
    Mode.SELF: Pace(usable=7, at_most=20),
    Mode.RECIPIENT: Pace(usable=7, at_most=20),
    Mode.QUICK: Pace(usable=4, at_most=6),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a profile.

    `share` is the part of the way to a usable profile, in [0, 1]. Skipped questions do not count.
    """

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
    parse_text: TextParser,
    first: Sequence[Question] = (),
) -> list[Question]:
    """Returns up to `AT_ONCE` questions with the most information for their effort, best first.

    Questions in `first`, which must be in the bank too, come before all others. Questions that were
    asked before or whose answer is known are left out, and among equals the first in the bank wins.
    The result is empty when enough was asked. The order of the answers makes no difference.
    """
    left = PACES[mode].at_most - len(answers)
    belief = belief_after(bank, answers, parse_text)
    unasked = [question for question in bank if question.id not in answers]
    rated = [(expected_information(belief, question), question) for question in unasked]
    ranked = sorted(
        (
            (-bits * _WORTH[_first_facet(question)] / _EFFORT[question.kind], place)
            for place, (bits, question) in enumerate(rated)
            if bits > KNOWN_BELOW
        ),
    )
    best = [rated[place][1] for _, place in ranked]
    in_order = [one for one in best if one in first] + [one for one in best if one not in first]
    return in_order[: max(0, min(AT_ONCE, left))]


def _first_facet(question: Question) -> str:
    """Returns the first facet that a question is about, `price`, or `dislike`."""
    if question.kind is Kind.DISLIKES:
        return "dislike"
    if question.kind is Kind.BUDGET:
        return "price"
    if question.kind is Kind.FREE_TEXT:
        return "interest"
    return question.options[0].sets[0].partition(".")[0]
