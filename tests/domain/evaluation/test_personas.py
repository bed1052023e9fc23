"""Personas: their files, what they answer, and the grades of gifts for them."""

import json
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from builders.language.limit_titles import LIMITS
from gifter_domain.evaluation.personas.grading import (
    Offer,
    as_judged,
    forbidden,
    grades,
    ndcg,
    set_grades,
)
from gifter_domain.evaluation.personas.labels import NEVERS, SUBJECTS
from gifter_domain.evaluation.personas.persona import PERSONAS, Persona, answer_of
from gifter_domain.evaluation.personas.report import PersonaResult, report_taste
from gifter_domain.taste.answer import Answer, checked_answer
from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import Kind, Question
from gifter_domain.taste.vocabulary import TRAITS

AGNES = PERSONAS[0]  # loves gardening and birds, likes tea and baking; no gadgets, up to £45


def _asked(question_id: str) -> Question:
    return next(one for one in BANK if one.id == question_id)


def _offer(number: int, pounds: int = 20, styles: str = "") -> Offer:
    return Offer(f"sample-{number:03}", pounds * 100, frozenset(styles.split()))


def _graded(*offers: Offer) -> dict[str, int]:
    return {identity[7:]: grade for identity, grade in (grades(AGNES, offers) or {}).items()}


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_a_persona_has_known_subjects_values_and_limits(persona: Persona) -> None:
    assert {*persona.loves, *persona.likes} <= SUBJECTS.keys()
    assert {*persona.nevers} <= NEVERS.keys()
    assert {*persona.styles, *persona.dislikes, *persona.values} <= TRAITS.keys()
    assert persona.limits <= {*LIMITS}
    options = {o.id for q in BANK if q.kind is Kind.THIS_OR_THAT for o in q.options}
    assert {*persona.rather} <= options
    assert persona.price[0] < persona.price[1]


def test_at_least_sixty_personas_fall_into_two_halves() -> None:
    names = [persona.name for persona in PERSONAS]
    tuned_on = sum(persona.is_tuned_on for persona in PERSONAS)

    assert len({*names}) == len(names) >= 60
    assert 0.4 < tuned_on / len(names) < 0.6


def test_the_labels_name_products_of_the_sample_catalogue() -> None:
    lines = files("gifter_cli").joinpath("sample_catalogue.jsonl").read_text().splitlines()
    known = {json.loads(line)["payloadProductId"] for line in lines}

    labelled = [one.main | one.side for one in SUBJECTS.values()]
    labelled += [one.products for one in NEVERS.values()]
    assert frozenset[str]().union(*labelled) <= known


@pytest.mark.parametrize("question", BANK, ids=lambda question: question.id)
def test_every_answer_of_every_persona_is_valid(question: Question) -> None:
    for persona in PERSONAS:
        answer = answer_of(persona, question, "GBP")
        if answer is not None:
            checked_answer(question, answer)


def test_a_persona_chooses_what_they_love_and_refuses_what_they_cannot_have() -> None:
    assert answer_of(AGNES, _asked("free_saturday"), "GBP") == Answer(chosen=("garden",))
    assert answer_of(AGNES, _asked("hard_noes"), "GBP") == Answer(chosen=("gadgets",))
    assert answer_of(AGNES, _asked("tea_or_coffee"), "GBP") == Answer(chosen=("tea",))


def test_a_persona_decides_by_preference_where_their_loves_do_not() -> None:
    assert answer_of(AGNES, _asked("do_or_have"), "GBP") == Answer(chosen=("keep",))


def test_a_persona_skips_what_they_have_no_opinion_on() -> None:
    undecided = replace(AGNES, rather=())

    assert answer_of(undecided, _asked("do_or_have"), "GBP") is None
    assert answer_of(AGNES, _asked("shoe_size"), "GBP") is None


def test_a_gift_made_for_a_love_suits_better_than_one_for_a_like() -> None:
    # a bulb planter; a bud vase; a tea caddy; a mug
    assert _graded(_offer(1), _offer(14), _offer(63), _offer(33)) == {
        "001": 3,
        "014": 2,
        "063": 2,
        "033": 1,
    }


def test_a_disliked_style_costs_a_grade() -> None:
    assert _graded(_offer(1, styles="luxurious"), _offer(2)) == {"001": 2, "002": 3}


def test_a_gift_that_is_too_dear_or_must_not_be_given_gets_no_grade() -> None:
    camera_nest_box = _offer(29)

    assert _graded(_offer(1, pounds=46), camera_nest_box, _offer(2)) == {
        "001": 0,
        "029": 0,
        "002": 3,
    }


def test_only_stated_limits_can_be_broken() -> None:
    assert "sample-029" in forbidden(AGNES)
    assert "sample-029" in forbidden(AGNES, frozenset({"no.gadgets"}))
    assert not forbidden(AGNES, frozenset({"no.alcohol"}))


def test_a_persona_has_only_the_loves_that_a_set_judges() -> None:
    known = as_judged(AGNES, {"gardening", "baking"})

    assert known == replace(AGNES, loves=("gardening",), likes=("baking",))
    assert as_judged(AGNES, {"baking"}) is None  # a like alone makes no present


def test_a_like_counts_one_grade_less_than_a_love() -> None:
    gardener = replace(AGNES, loves=("gardening",), likes=("cooking",))
    judged = {"gardening": {"a": 3, "b": 1}, "cooking": {"b": 3, "c": 1}}

    assert set_grades(gardener, judged) == {"a": 3, "b": 2, "c": 0}


def test_ndcg_is_one_for_the_best_order_and_less_for_another() -> None:
    graded = {"a": 3, "b": 1}

    assert ndcg(["a", "b"], graded) == 1
    assert 0 < ndcg(["b", "a"], graded) < 1
    assert ndcg(["c"], graded) == 0


def test_the_report_has_the_gain_of_each_half_and_of_each_question() -> None:
    results = [PersonaResult(persona, {"a": 3, "b": 0}, True) for persona in PERSONAS]
    for result in results:
        result.questions.append("free_saturday")
        result.add(["b"], frozenset())
        result.add(["a"], frozenset())

    report = report_taste(results, lambda count: np.arange(count).reshape(1, -1))

    assert [half.name for half in report.halves] == ["development", "held out"]
    assert sum(half.people for half in report.halves) == len(PERSONAS)
    assert [step.gain.value for step in report.halves[1].steps] == [0, 1, 1, 1]
    assert [(one.id, one.answered, one.gain) for one in report.questions] == [
        ("free_saturday", len(PERSONAS), 1)
    ]
