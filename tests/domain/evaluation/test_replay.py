"""Recorded searches, and the gifts that do not fit them."""

import numpy as np
import pytest
from numpy.typing import NDArray

from gifter_domain.evaluation.replay.report import Answer, report_group
from gifter_domain.evaluation.replay.search import RecordedSearch
from gifter_domain.shared.money import Budget


def draw(count: int) -> NDArray[np.intp]:
    return np.random.default_rng(1).integers(0, count, (100, count))


@pytest.mark.parametrize(
    ("search", "text"),
    [
        (
            RecordedSearch(
                occasion="Christmas/Hanukkah", relationship="significant other", gender="female"
            ),
            "Christmas gift for my wife",
        ),
        (
            RecordedSearch(
                occasion="Mother's/Father's Day", relationship="parent / in-law", gender="male"
            ),
            "Father's Day gift for my father",
        ),
        (RecordedSearch(occasion="just because", relationship="friend"), "gift for my friend"),
        (RecordedSearch(gender="male", age_min=5, age_max=10), "gift for a boy"),
        (RecordedSearch(gender="female", age_min=65), "gift for a woman"),
        (RecordedSearch(), "gift for somebody"),
    ],
)
def test_a_search_is_asked_in_words(search: RecordedSearch, text: str) -> None:
    assert search.text == text


def test_budget_ages_and_exclusions_are_asked_as_fields() -> None:
    search = RecordedSearch(
        budget_max_minor=5000, currency="USD", age_min=11, age_max=17, excludes=("nuts",)
    )

    assert search.request.budget == Budget("USD", None, 5000)
    assert search.request.overrides.ages == ((11, 17),)
    assert search.request.overrides.excludes == ("nuts",)
    assert search.wanted.is_minor
    assert {"nuts", "peanuts"} <= search.wanted.excludes


def test_ages_without_an_end_are_a_group_of_their_own() -> None:
    groups = [RecordedSearch(age_min=65), RecordedSearch(age_min=0, age_max=1), RecordedSearch()]

    assert [search.age_group for search in groups] == ["65+", "0–1", "no age"]


def test_misfits_are_counted_by_reason_and_a_gift_with_two_reasons_once() -> None:
    fits, unfit = frozenset[str](), frozenset({"age", "gender"})
    answers = [
        Answer("all", [fits, unfit], 1.0),
        Answer("all", [fits, frozenset({"age"})], 1.0),
        Answer("all", [], 1.0),
    ]

    report = report_group(answers, draw)

    shares = {name: share.value for name, share in report.misfits.items() if share}
    assert shares == {
        "any": 0.5,
        "budget": 0.0,
        "age": 0.5,
        "gender": 0.25,
        "adult": 0.0,
        "excluded": 0.0,
    }
    assert (report.searches, report.gifts) == (3, 4)
    assert report.empty is not None
    assert report.empty.value == pytest.approx(1 / 3)
