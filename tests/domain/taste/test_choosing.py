"""Choosing the next question: never one with a known answer, and the most informative first."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.taste.answers import SPEND, answer_of, histories, parse_words
from gifter_domain.taste.answer import Answer, Answers, facets_of
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.belief import belief_after, expected_information
from gifter_domain.taste.questions.choosing import (
    AT_ONCE,
    KNOWN_BELOW,
    PACES,
    next_questions,
    progress,
)
from gifter_domain.taste.questions.question import MULTI_SELECT, Kind, Mode, Option, Question
from gifter_domain.taste.questions.temperaments import TEMPERAMENTS
from gifter_domain.taste.vocabulary import TRAITS

QUESTIONS = {question.id: question for question in BANK}
modes = st.sampled_from(Mode)


def chosen(mode: Mode, answers: Answers) -> list[Question]:
    return next_questions(BANK, mode, answers, parse_words)


def bits(answers: Answers, question: Question) -> float:
    return expected_information(belief_after(BANK, answers, parse_words), question)


@given(modes, histories())
@settings(max_examples=60)
def test_questions_never_repeat_and_depend_only_on_the_answers(
    mode: Mode, answers: dict[str, Answer | None]
) -> None:
    asked = chosen(mode, answers)

    assert not {question.id for question in asked} & {*answers}
    assert len({question.id for question in asked}) == len(asked) <= AT_ONCE
    assert asked == chosen(mode, dict(reversed(answers.items())))
    assert all(bits(answers, question) > KNOWN_BELOW for question in asked)


@given(histories())
@settings(max_examples=40)
def test_information_is_finite_and_never_negative(answers: dict[str, Answer | None]) -> None:
    belief = belief_after(BANK, answers, parse_words)

    bits_of_all = [expected_information(belief, question) for question in BANK]

    assert all(math.isfinite(one) and one >= 0 for one in bits_of_all)
    assert belief.weights.sum() == pytest.approx(1)


def by_hand(question: Question) -> float:
    """Returns the entropy of the first answer to a list, summed over all sets of options."""
    total = 0.0
    for picked in itertools.product((True, False), repeat=len(question.options)):
        chance = 0.0
        for temperament in TEMPERAMENTS:
            product = 1 / len(TEMPERAMENTS)
            for option, is_picked in zip(question.options, picked, strict=True):
                has = temperament.probability(option.sets[0])
                product *= has if is_picked else 1 - has
            chance += product
        total -= chance * math.log2(chance)
    return total


@pytest.mark.parametrize("question_id", ["free_saturday", "materials", "cares_about", "hard_noes"])
def test_the_information_of_a_list_is_the_entropy_of_its_answer(question_id: str) -> None:
    question = QUESTIONS[question_id]

    assert bits({}, question) == pytest.approx(by_hand(question))
    assert bits({}, question) <= len(question.options)


def test_a_question_with_a_known_answer_has_no_information_and_is_not_asked() -> None:
    leaning = Answer(chosen=("do",))
    interests = {
        q.id: answer_of(frozenset(), q) for q in BANK if q.kind in MULTI_SELECT and q.id != "moving"
    }
    known = Question("again", Kind.BUDGET, "How much?", "How much for {they}?")
    sweets = Option("sugar", "Sugar", ("diet.low_sugar",))
    both = Question(
        "both", Kind.HARD_NOES, "?", "?", (sweets, Option("wool", "Wool", ("material.wool",)))
    )

    nothing = pytest.approx(0, abs=KNOWN_BELOW)
    assert bits({"do_or_have": leaning}, QUESTIONS["ticket_or_parcel"]) == nothing
    assert bits({"price_comfort": Answer(budget=SPEND)}, known) == nothing
    assert bits(interests, both) == nothing
    assert "ticket_or_parcel" not in {q.id for q in chosen(Mode.SELF, {"do_or_have": leaning})}


def test_a_like_makes_related_likes_more_probable() -> None:
    def chance(answers: Answers, value: str) -> float:
        belief = belief_after(BANK, answers, parse_words)
        return float(belief.weights @ np.array([t.probability(value) for t in TEMPERAMENTS]))

    garden = {"free_saturday": Answer(chosen=("garden",))}

    assert chance(garden, "interest.wildlife") > 2 * chance({}, "interest.wildlife")
    assert chance(garden, "interest.tech") < chance({}, "interest.tech")


def answered_by(mode: Mode, likes: frozenset[str]) -> dict[str, Answer | None]:
    answers: dict[str, Answer | None] = {}
    while questions := chosen(mode, answers):
        answers[questions[0].id] = answer_of(likes, questions[0])
    return answers


@pytest.mark.parametrize("mode", Mode)
def test_questions_end_and_the_profile_becomes_usable_before(mode: Mode) -> None:
    for temperament in TEMPERAMENTS[:4]:
        answers = answered_by(mode, temperament.likely)

        assert PACES[mode].usable <= len(answers) <= PACES[mode].at_most
        assert progress(mode, answers).is_usable
        assert "hard_noes" in [*answers][: PACES[mode].usable]
        assert "price_comfort" in [*answers][:7]


def test_skipped_questions_end_too_but_bring_no_progress() -> None:
    answers: dict[str, Answer | None] = {}
    while questions := chosen(Mode.SELF, answers):
        answers[questions[0].id] = None

    assert len(answers) == PACES[Mode.SELF].at_most
    assert progress(Mode.SELF, answers).share == 0


def test_seven_chosen_questions_find_more_likes_than_seven_in_a_fixed_order() -> None:
    def found(answers: Answers, likes: frozenset[str]) -> int:
        facets = facets_of(BANK, answers, parse_words)
        return len({*facets.likes} & likes)

    likes = [t.likely | t.fairly_likely for t in TEMPERAMENTS]
    adaptive = [found(dict([*answered_by(Mode.SELF, mine).items()][:7]), mine) for mine in likes]
    fixed = [
        found({q.id: answer_of(mine, q) for q in BANK[start::step][:7]}, mine)
        for mine in likes
        for start, step in ((0, 6), (3, 6), (5, 5))
    ]

    assert np.mean(adaptive) > 1.3 * np.mean(fixed)


@given(modes, histories())
@settings(max_examples=40)
def test_progress_is_a_share_that_grows_with_each_answer(
    mode: Mode, answers: dict[str, Answer | None]
) -> None:
    so_far = [progress(mode, dict([*answers.items()][:n])).share for n in range(len(answers) + 1)]

    assert so_far[0] == 0
    assert so_far == sorted(so_far)
    assert so_far[-1] <= 1
    assert progress(mode, answers).is_usable == (so_far[-1] == 1)


def test_every_like_of_a_temperament_is_in_the_vocabulary() -> None:
    values = set().union(*(t.likely | t.fairly_likely for t in TEMPERAMENTS))

    assert {v for v in values if not v.startswith(("no.", "diet.", "material."))} <= {*TRAITS}
