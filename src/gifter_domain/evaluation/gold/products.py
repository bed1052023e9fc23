"""Labelled products, and the verdict on the facts that were judged about one."""

from collections.abc import Mapping
from dataclasses import dataclass

from gifter_domain.evaluation.found import Counts, compared, yes_compared

ALCOHOL_OR_THEME = "alcohol or its theme"
SCORED = frozenset(
    {
        "alcohol", "nuts", "peanuts", "milk", "egg", "gluten", "sesame", "honey", "gelatine",
        "meat", "pork", "fish", "shellfish", "leather", "wool", "fur", "feathers", "silk",
        "plastic", "scent", "candles", "jewellery", "clothing", "socks", "food", "books",
        "plants", "toys", "adult",
    }
)  # fmt: skip
_THEME = frozenset({"alcohol", "alcohol_theme"})
_AGE_SLACK = 1  # years at the lower end
Ages = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledFacts:
    """The facts about a product that people labelled; `maybe` can be argued either way."""

    id: str
    contains: frozenset[str]
    maybe: frozenset[str] = frozenset()
    for_ages: Ages | None = None
    adult_only: bool = False
    free_of: frozenset[str] = frozenset()
    source: str = "own"
    lang: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedFacts:
    contains: frozenset[str] = frozenset()
    for_ages: Ages | None = None
    adult_only: bool = False
    free_of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FactsVerdict:
    """Counts for each scored code, for all codes together, and for the other fields."""

    codes: Mapping[str, Counts]
    contains: Counts
    free_of: Counts
    adult_only: Counts
    ages_right: bool


def judge_facts(label: LabelledFacts, facts: JudgedFacts) -> FactsVerdict:
    """Returns the verdict on the facts. A code that can be argued either way has no counts."""
    neutral = _neutral(label)
    scored = SCORED - neutral
    codes = {code: compared(label.contains & {code}, facts.contains & {code}) for code in scored}
    theme = label.contains & _THEME
    if theme or not neutral & _THEME:
        codes[ALCOHOL_OR_THEME] = yes_compared(bool(theme), bool(facts.contains & _THEME))
    return FactsVerdict(
        codes,
        contains=compared(label.contains & scored, facts.contains & scored),
        free_of=compared(label.free_of, facts.free_of),
        adult_only=yes_compared(label.adult_only, facts.adult_only),
        ages_right=_are_ages_right(label.for_ages, facts.for_ages),
    )


def _neutral(label: LabelledFacts) -> frozenset[str]:
    """Returns the codes that count neither way, such as alcohol of barware."""
    neutral = set(label.maybe)
    if "alcohol_theme" in label.contains | label.maybe:
        neutral.add("alcohol")
    if "feathers" in label.contains:  # Gifter has one limit for both
        neutral.add("fur")
    if "fur" in label.contains:
        neutral.add("feathers")
    if "shellfish" in label.contains:
        neutral.add("fish")
    return frozenset(neutral) - label.contains


def _are_ages_right(label: Ages | None, judged: Ages | None) -> bool:
    if label is None or judged is None:
        return label is judged
    return abs(label[0] - judged[0]) <= _AGE_SLACK
