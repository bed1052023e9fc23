"""Verdicts on the facts about labelled products."""

import numpy as np

from gifter_domain.evaluation.gold.products import (
    ALCOHOL_OR_THEME,
    FactsVerdict,
    JudgedFacts,
    LabelledFacts,
    judge_facts,
)
from gifter_domain.evaluation.gold.report import report_facts


def _judged(
    contains: set[str], said: set[str], maybe: frozenset[str] = frozenset()
) -> FactsVerdict:
    label = LabelledFacts(id="a", contains=frozenset(contains), maybe=maybe)
    return judge_facts(label, JudgedFacts(contains=frozenset(said)))


def _wrong(verdict: FactsVerdict) -> set[str]:
    return {code for code, counts in verdict.codes.items() if counts.wrong or counts.missed}


def test_missed_and_invented_codes_are_counted() -> None:
    verdict = _judged({"nuts", "milk"}, {"milk", "wool"})

    assert _wrong(verdict) == {"nuts", "wool"}
    assert (verdict.contains.right, verdict.contains.missed, verdict.contains.wrong) == (1, 1, 1)


def test_a_code_that_can_be_argued_either_way_does_not_count() -> None:
    assert _wrong(_judged(set(), {"milk"}, frozenset({"milk"}))) == set()


def test_codes_that_are_not_scored_do_not_count() -> None:
    assert _wrong(_judged({"soy"}, {"cotton"})) == set()


def test_alcohol_of_a_thing_about_alcohol_counts_only_together_with_its_theme() -> None:
    verdict = _judged({"alcohol_theme"}, {"alcohol"})

    assert _wrong(verdict) == set()
    assert _wrong(_judged({"alcohol_theme"}, set())) == {ALCOHOL_OR_THEME}


def test_fur_and_feathers_do_not_count_against_each_other() -> None:
    assert _wrong(_judged({"feathers"}, {"feathers", "fur"})) == set()
    assert _wrong(_judged({"shellfish"}, {"shellfish", "fish"})) == set()


def test_the_lower_age_may_differ_by_one_year() -> None:
    label = LabelledFacts(id="a", contains=frozenset(), for_ages=(3, 99))

    assert judge_facts(label, JudgedFacts(for_ages=(4, 12))).ages_right
    assert not judge_facts(label, JudgedFacts(for_ages=(5, 12))).ages_right
    assert not judge_facts(label, JudgedFacts()).ages_right


def test_a_report_says_how_many_products_miss_nothing() -> None:
    verdicts = [_judged({"nuts"}, {"nuts", "milk"}), _judged({"nuts"}, set())]

    report = report_facts(verdicts, [False, False], lambda count: np.zeros((1, count), np.intp))

    safe, right = report.accuracy["nothing missed"].all, report.accuracy["product all right"].all
    assert safe is not None
    assert right is not None
    assert (safe.value, right.value) == (0.5, 0.0)
