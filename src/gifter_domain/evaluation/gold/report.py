"""Reports: scores of judged readings and facts, for each group of items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gifter_domain.evaluation.found import Counts, FoundScore, found_score
from gifter_domain.evaluation.gold.products import ALCOHOL_OR_THEME, SCORED, FactsVerdict
from gifter_domain.evaluation.gold.requests import Verdict
from gifter_domain.evaluation.intervals import Draw, Estimate, column, estimate, mean


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share of right items: of all, of those that state the field, and of the others."""

    all: Estimate | None
    where_stated: Estimate | None = None
    where_not_stated: Estimate | None = None
    stated: int | None = None


@dataclass(frozen=True, slots=True)
class GroupReport:
    items: int
    accuracy: Mapping[str, Accuracy]
    found: Mapping[str, FoundScore]


def report_readings(verdicts: Sequence[Verdict], draw: Draw) -> GroupReport:
    """Returns the scores of the readings of at least one request."""
    first = verdicts[0]
    return GroupReport(
        len(verdicts),
        {name: _accuracy_of(name, verdicts, draw) for name in first.right},
        {
            name: found_score([verdict.counts[name] for verdict in verdicts], draw)
            for name in first.counts
        },
    )


def _accuracy_of(name: str, verdicts: Sequence[Verdict], draw: Draw) -> Accuracy:
    right = [verdict.right[name] for verdict in verdicts]
    if name not in verdicts[0].stated:
        return Accuracy(_share(right, draw))
    return _accuracy(right, [verdict.stated[name] for verdict in verdicts], draw)


def _accuracy(right: Sequence[bool], stated: Sequence[bool], draw: Draw) -> Accuracy:
    pairs = list(zip(right, stated, strict=True))
    return Accuracy(
        _share(right, draw),
        _share([is_right for is_right, is_stated in pairs if is_stated], draw),
        _share([is_right for is_right, is_stated in pairs if not is_stated], draw),
        sum(stated),
    )


def _share(right: Sequence[bool], draw: Draw) -> Estimate | None:
    return estimate(column(right), mean, draw)


def report_facts(
    verdicts: Sequence[FactsVerdict], has_ages: Sequence[bool], draw: Draw
) -> GroupReport:
    """Returns the scores of the facts about products; `has_ages` says which labels have ages."""
    contains = [verdict.contains for verdict in verdicts]
    accuracy = {
        "product all right": Accuracy(
            _share([not n.wrong and not n.missed for n in contains], draw)
        ),
        "nothing missed": Accuracy(_share([not n.missed for n in contains], draw)),
        "for_ages": _accuracy([verdict.ages_right for verdict in verdicts], has_ages, draw),
    }
    found = {
        "contains (all)": found_score(contains, draw),
        **_codes_found(verdicts, draw),
        "free_of": found_score([v.free_of for v in verdicts], draw),
        "adult_only": found_score([v.adult_only for v in verdicts], draw),
    }
    return GroupReport(len(verdicts), accuracy, found)


def _codes_found(verdicts: Sequence[FactsVerdict], draw: Draw) -> dict[str, FoundScore]:
    """Returns the scores of the codes that are labelled or said at least once."""
    scores = {}
    for code in (*sorted(SCORED), ALCOHOL_OR_THEME):
        counts: list[Counts] = [v.codes[code] for v in verdicts if code in v.codes]
        if any(one.right or one.wrong or one.missed for one in counts):
            scores[code] = found_score(counts, draw)
    return scores
