"""Answers of people with a made-up taste, and random answers."""

from hypothesis import strategies as st

from gifter_domain.shared.money import Budget
from gifter_domain.taste.answer import Answer, ParsedText
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import MULTI_SELECT, Kind, Question

SPEND = Budget("GBP", 1_000, 4_000)


def parse_words(text: str) -> ParsedText:
    """Finds only `interest.…` codes in a text, since these tests are not about parsing."""
    return ParsedText(values=tuple(word for word in text.split() if word.startswith("interest.")))


@st.composite
def answers_to(draw: st.DrawFn, question: Question) -> Answer | None:
    """Draws a valid answer to the question, or None for a skipped question."""
    if draw(st.integers(0, 5)) == 0:
        return None
    ids = [option.id for option in question.options]
    match question.kind:
        case Kind.FREE_TEXT:
            return Answer(text=draw(st.sampled_from(["interest.music", "nothing much"])))
        case Kind.BUDGET:
            return Answer(budget=SPEND)
        case Kind.SIZES:
            return Answer(sizes={draw(st.sampled_from(ids)): "M"})
        case Kind.THIS_OR_THAT:
            return Answer(chosen=(draw(st.sampled_from(ids)),))
    chosen = draw(st.sets(st.sampled_from(ids)))
    return Answer(chosen=tuple(option_id for option_id in ids if option_id in chosen))


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> dict[str, Answer | None]:
    """Draws answers to some questions of the bank, in the order in which they were given."""
    asked = draw(st.lists(st.sampled_from(BANK), max_size=most, unique_by=lambda one: one.id))
    return {question.id: draw(answers_to(question)) for question in asked}


def answer_of(likes: frozenset[str], question: Question) -> Answer:
    """Returns the answer of somebody who likes exactly these values."""
    liked = [option.id for option in question.options if option.sets[0] in likes]
    if question.kind in MULTI_SELECT:
        return Answer(chosen=() if question.kind is Kind.DISLIKES else tuple(liked))
    if question.kind is Kind.THIS_OR_THAT:
        return Answer(chosen=((liked or [question.options[0].id])[0],))
    if question.kind is Kind.BUDGET:
        return Answer(budget=SPEND)
    if question.kind is Kind.SIZES:
        return Answer(sizes={question.options[0].id: "M"})
    return Answer(text="nothing much")
