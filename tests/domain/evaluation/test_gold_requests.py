"""Verdicts on readings of labelled requests."""

from dataclasses import fields, replace
from typing import Any

import pytest

from gifter_domain.evaluation.gold.requests import (
    LabelledRequest,
    RequestReading,
    StatedBudget,
    Verdict,
    judge_reading,
)

LABEL = LabelledRequest(
    id="a",
    text="for my sister's 30th, about £40, no candles, she loves baking",
    budget=StatedBudget(3000, 5000, "GBP", around=4000),
    ages=((30, 30),),
    adult=True,
    occasion="birthday",
    relationship="sister",
    interests=("baking",),
    excludes=("candles",),
)


def _verdict(label: LabelledRequest = LABEL, **read: Any) -> Verdict:
    """Judges a reading like the label except for the given fields, of any type."""
    names = [field.name for field in fields(RequestReading)]
    perfect = RequestReading(**{name: getattr(label, name) for name in names})
    return judge_reading(label, replace(perfect, **read))


def test_a_reading_like_the_label_is_right_in_every_field() -> None:
    verdict = _verdict()

    assert all(verdict.right.values())
    assert not any(counts.wrong or counts.missed for counts in verdict.counts.values())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("budget", None),
        ("budget", StatedBudget(3000, 5000, "USD")),
        ("budget", StatedBudget(3000, 9000, "GBP")),
        ("adult", False),
        ("occasion", "wedding"),
        ("excludes", ()),
        ("excludes", ("candles", "mugs")),
    ],
)
def test_a_deciding_field_that_is_wrong_makes_the_reading_wrong(field: str, value: Any) -> None:
    assert not _verdict(**{field: value}).right["RIGHT"]


@pytest.mark.parametrize(("field", "value"), [("relationship", None), ("interests", ())])
def test_other_fields_do_not_decide(field: str, value: Any) -> None:
    assert _verdict(**{field: value}).right["RIGHT"]


def test_an_end_of_an_approximate_budget_may_differ_by_a_quarter() -> None:
    assert _verdict(budget=StatedBudget(3750, 4000, "GBP")).right["budget"]
    assert not _verdict(budget=StatedBudget(3751, 4000, "GBP")).right["budget"]


def test_a_budget_without_ends_is_none() -> None:
    label = replace(LABEL, budget=None)

    assert _verdict(label, budget=StatedBudget(currency="GBP")).right["budget"]


def test_the_home_currency_is_not_the_same_as_no_budget() -> None:
    label = replace(LABEL, budget=StatedBudget(None, None, None))

    assert not _verdict(label, budget=None).right["currency"]


def test_a_range_of_ages_may_differ_by_two_years_and_an_age_by_none() -> None:
    ranged = replace(LABEL, ages=((13, 19),))

    assert _verdict(ranged, ages=((15, 17),)).right["ages"]
    assert not _verdict(ranged, ages=((16, 17),)).right["ages"]
    assert not _verdict(ages=((31, 31),)).right["ages"]
    assert not _verdict(ages=((30, 30), (5, 5))).right["ages"]


def test_other_codes_of_a_label_and_coarser_occasions_are_right_too() -> None:
    label = replace(LABEL, occasion="secret_santa", relationship_also=("friend",))

    assert _verdict(label, occasion="christmas").right["occasion"]
    assert _verdict(label, relationship="friend").right["relationship"]


@pytest.mark.parametrize(
    ("language", "labelled", "said"),
    [
        ("en", "nuts", "hazelnuts"),
        ("de", "candles", "Kerzen"),
        ("en", "mug", "mugs"),
        ("en", "hip flask", "hip flasks"),
        ("de", "golf", "Golfen"),
    ],
)
def test_words_for_the_same_concept_or_stem_are_the_same_exclusion(
    language: str, labelled: str, said: str
) -> None:
    label = replace(LABEL, lang=language, excludes=(labelled,))

    assert _verdict(label, excludes=(said,)).right["excludes"]


def test_interests_match_by_stems_and_by_beginnings_of_words() -> None:
    verdict = _verdict(interests=("baker", "bread"))

    assert verdict.counts["interests"].found == 1
    assert verdict.counts["interests"].wrong == 1


def test_all_people_who_are_surely_no_minors_count_as_one() -> None:
    verdict = _verdict(adult=None)

    assert verdict.right["adult"]
    assert not verdict.right["adult (3 values)"]
