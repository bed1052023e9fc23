"""How well requests are read, on sets of labelled sentences; three have an untuned half.

`labelled_requests.jsonl`, `own_requests.jsonl` and `fresh_requests.jsonl` were written apart from
each other; the last is the hardest. Rules were written for all of `later_requests.jsonl` and
`story_requests.jsonl`, which are here to keep what was gained.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from snowballstemmer import stemmer

from gifter_domain.language.understanding import UnderstoodRequest, understand

SENTENCES = Path(__file__).parents[1] / "data" / "requests"
_AS_ONE = {"secret_santa": "christmas", "new_baby": "baby_shower"}
_HOME = {"en": "GBP", "de": "EUR"}
_STEMMERS = {"en": stemmer("english"), "de": stemmer("german")}

Label = Mapping[str, Any]  # a line of the file, as JSON


def _labels(name: str, lang: str, *, is_tuned: bool) -> list[Label]:
    text = (SENTENCES / f"{name}_requests.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    return [row for row in rows if row["lang"] == lang and _is_tuned(row["id"]) is is_tuned]


def _is_tuned(identity: str) -> bool:
    """Returns True for the half that rules were written for; never look at the other."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 == 0


def _read(label: Label) -> UnderstoodRequest:
    home = _HOME[label["lang"]]
    return understand(label["text"], home_currency=home, language=label["lang"])


def _is_right(label: Label) -> bool:
    """Returns True if budget, minority, occasion and exclusions are all read as labelled."""
    read = _read(label)
    stems = _STEMMERS[label["lang"]]
    excluded, labelled = (
        {stems.stemWord(word.replace("-", "")) for word in words}
        for words in (read.excludes, label["excludes"])
    )
    return (
        _budget_is_right(label, read)
        and (read.adult is False) == (label["adult"] is False)
        and _occasion_is_right(label, read)
        and excluded == labelled
    )


def _occasion_is_right(label: Label, read: UnderstoodRequest) -> bool:
    allowed = {label["occasion"], *label.get("occasion_also", ())}
    return _AS_ONE.get(read.occasion or "", read.occasion) in {
        _AS_ONE.get(code or "", code) for code in allowed
    }


def _budget_is_right(label: Label, read: UnderstoodRequest) -> bool:
    stated = label["budget"]
    if stated is None or read.budget is None:
        return stated is None and read.budget is None
    budget = read.budget
    currency = None if budget.is_home else budget.currency
    slack = 0.25 if stated.get("around") else 0.0
    pairs = ((stated["min"], budget.min), (stated["max"], budget.max))
    return currency == stated["currency"] and all(
        a == b or (a is not None and b is not None and abs(a - b) <= slack * a) for a, b in pairs
    )


# The floors are the lower ends of the 95 % intervals at the time of writing: a figure below one
# has fallen by more than its interval.
@pytest.mark.parametrize(
    ("name", "lang", "is_tuned", "floor"),
    [
        ("labelled", "en", True, 0.93),
        ("labelled", "en", False, 0.80),
        ("labelled", "de", True, 0.95),
        ("labelled", "de", False, 0.81),
        ("own", "en", True, 0.90),
        ("own", "en", False, 0.78),
        ("own", "de", True, 0.95),
        ("own", "de", False, 0.78),
        ("later", "en", True, 0.89),
        ("later", "en", False, 0.80),
        ("later", "de", True, 0.90),
        ("later", "de", False, 0.87),
        ("story", "en", True, 0.95),
        ("story", "en", False, 0.86),
        ("story", "de", True, 0.90),
        ("story", "de", False, 0.83),
        ("fresh", "en", True, 0.51),
        ("fresh", "en", False, 0.56),
        ("fresh", "de", False, 0.54),
    ],
)
def test_requests_are_read_as_well_as_before(
    name: str, lang: str, is_tuned: bool, floor: float
) -> None:
    labels = _labels(name, lang, is_tuned=is_tuned)
    right = sum(_is_right(label) for label in labels)

    assert right / len(labels) >= floor


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_stated_minor_is_missed_on_the_untuned_half(lang: str) -> None:
    labels = _labels("labelled", lang, is_tuned=False)
    minors = [label for label in labels if label["adult"] is False]

    assert [label["id"] for label in minors if _read(label).adult is not False] == []
