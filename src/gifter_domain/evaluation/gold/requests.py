"""Labelled requests for gifts, and the verdict on how one was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.evaluation.found import Counts, compared, yes_compared
from gifter_domain.evaluation.gold.words import concepts, matched, stems

Ages = tuple[int, int]

_AROUND = 0.25  # each end of an approximate budget may differ by this share
_AGE_SLACK = 2  # years at both ends of a range of ages
_AS_ONE = {"secret_santa": "christmas", "new_baby": "baby_shower"}


@dataclass(frozen=True, slots=True)
class StatedBudget:
    """A budget in minor units. `currency` None is the home currency."""

    min: float | None = None
    max: float | None = None
    currency: str | None = None
    around: float | None = None


_NO_BUDGET = StatedBudget(currency="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReading:
    """The fields that were read from a request; an absent field is empty."""

    budget: StatedBudget | None = None
    people: int | None = None
    ages: tuple[Ages, ...] = ()
    adult: bool | None = None
    occasion: str | None = None
    relationship: str | None = None
    interests: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    owned: tuple[str, ...] = ()
    deadline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledRequest(RequestReading):
    """A request with the fields that people read from it.

    `occasion_also` and `relationship_also` are codes that are right too.
    """

    id: str
    text: str
    lang: str = "en"
    topic: str | None = None
    occasion_also: tuple[str, ...] = ()
    relationship_also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The right fields of a reading, the fields that the request states, and counts of sets."""

    right: Mapping[str, bool]
    stated: Mapping[str, bool]
    counts: Mapping[str, Counts]


def judge_reading(label: LabelledRequest, read: RequestReading) -> Verdict:
    """Returns the verdict on a reading. `RIGHT` needs all that decides about a gift."""
    right = {**_budget_verdict(label.budget, read.budget), **_people_verdict(label, read)}
    right |= {
        "occasion": _fold(read.occasion) in map(_fold, (label.occasion, *label.occasion_also)),
        "relationship": read.relationship in {label.relationship, *label.relationship_also},
        "excludes": concepts(label.excludes, label.lang) == concepts(read.excludes, label.lang),
        "deadline": label.deadline == read.deadline,
    }
    deciding = ("budget", "adult", "occasion", "excludes")
    return Verdict(
        {"RIGHT": all(right[name] for name in deciding), **right},
        _stated(label),
        _counts(label, read),
    )


def _budget_verdict(label: StatedBudget | None, read: StatedBudget | None) -> dict[str, bool]:
    if read is not None and read.min is None and read.max is None:
        read = None
    wanted, found = label or _NO_BUDGET, read or _NO_BUDGET
    slack = _AROUND if wanted.around else 0.0
    ends = {
        "budget.max": _is_near(wanted.max, found.max, slack),
        "budget.min": _is_near(wanted.min, found.min, slack),
        "currency": wanted.currency == found.currency,
    }
    return {"budget": all(ends.values()), **ends}


def _is_near(label: float | None, read: float | None, slack: float) -> bool:
    if label is None or read is None:
        return label is read
    return abs(read - label) <= slack * label


def _people_verdict(label: LabelledRequest, read: RequestReading) -> dict[str, bool]:
    return {
        "people": label.people == read.people,
        "ages": _are_ages_right(label.ages, read.ages),
        "adult": (label.adult is False) == (read.adult is False),
        "adult (3 values)": label.adult == read.adult,
    }


def _are_ages_right(label: Sequence[Ages], read: Sequence[Ages]) -> bool:
    left = list(read)
    for ages in label:
        near = next((other for other in left if _is_age_right(ages, other)), None)
        if near is None:
            return False
        left.remove(near)
    return not left


def _is_age_right(label: Ages, read: Ages) -> bool:
    """Returns True for the same age; a range may differ by two years at both ends."""
    slack = _AGE_SLACK if label[0] != label[1] else 0
    return all(abs(one - other) <= slack for one, other in zip(label, read, strict=True))


def _fold(occasion: str | None) -> str | None:
    return _AS_ONE.get(occasion or "", occasion)


def _stated(label: LabelledRequest) -> dict[str, bool]:
    return {
        "budget": label.budget is not None,
        "people": label.people is not None,
        "ages": bool(label.ages),
        "occasion": label.occasion is not None,
        "relationship": label.relationship is not None,
        "excludes": bool(label.excludes),
    }


def _counts(label: LabelledRequest, read: RequestReading) -> dict[str, Counts]:
    lang = label.lang
    return {
        "excludes": compared(concepts(label.excludes, lang), concepts(read.excludes, lang)),
        "interests": matched(stems(label.interests, lang), stems(read.interests, lang)),
        "owned": matched(stems(label.owned, lang), stems(read.owned, lang)),
        "minor": yes_compared(label.adult is False, read.adult is False),
        "deadline": yes_compared(label.deadline, read.deadline),
    }
