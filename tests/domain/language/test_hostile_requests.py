"""Requests that a hostile tester wrote: dangers, minors and budgets in unusual words.

Each line of `hostile_requests.jsonl` is a sentence with the fields that it must be read with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from gifter_domain.language.understanding import UnderstoodRequest, understand

_FILE = Path(__file__).parents[2] / "data" / "requests" / "hostile_requests.jsonl"
Label = dict[str, Any]  # a line of the file, as JSON
_LABELS: list[Label] = [json.loads(line) for line in _FILE.read_text("utf-8").splitlines()]


def _childhood(read: UnderstoodRequest) -> str:
    if read.adult is None:
        return "possible" if read.may_be_minor else "none"
    return "grown-up" if read.adult else "minor"


_CHILDHOODS = {
    "minor": ("minor",),
    "possible": ("minor", "possible"),
    "none": ("none", "grown-up"),
    "grown-up": ("grown-up",),
}


def _stated(read: UnderstoodRequest) -> Label:
    """Returns the fields under the names of the file."""
    budget = read.budget
    return {
        "budget": [budget.min, budget.max, budget.currency] if budget else None,
        "per": budget.per if budget else None,
        "ages": [list(age) for age in read.ages],
        "people": read.people,
        "excludes": sorted(read.excludes),
        "owned": list(read.owned),
        "occasion": read.occasion,
        "relationship": read.relationship,
        "deadline": read.deadline,
    }


def _ids(labels: list[Label]) -> list[str]:
    return [label["text"] for label in labels]


_YOUNG = [label for label in _LABELS if "childhood" in label]
_DANGERS = [label for label in _LABELS if "excludes_at_least" in label]


@pytest.mark.parametrize("label", _YOUNG, ids=_ids(_YOUNG))
def test_a_request_tells_whether_the_recipient_may_be_a_minor(label: Label) -> None:
    assert _childhood(understand(label["text"])) in _CHILDHOODS[label["childhood"]]


@pytest.mark.parametrize("label", _DANGERS, ids=_ids(_DANGERS))
def test_a_danger_is_excluded_in_whatever_words(label: Label) -> None:
    assert {*label["excludes_at_least"]} <= {*understand(label["text"]).excludes}


@pytest.mark.parametrize("label", _LABELS, ids=_ids(_LABELS))
def test_the_stated_fields_are_read(label: Label) -> None:
    read = _stated(understand(label["text"]))

    assert {name: read[name] for name in label if name in read} == {
        name: value for name, value in label.items() if name in read
    }
