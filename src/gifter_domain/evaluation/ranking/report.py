"""Reports of rankings: each measure with its interval, and paired with the baselines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from gifter_domain.evaluation.intervals import (
    Draw,
    Estimate,
    Measure,
    Rows,
    column,
    estimate,
    mean,
    percentile,
)

_TIMES: Mapping[str, Measure] = {"p50_ms": percentile(0.5), "p95_ms": percentile(0.95)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListScores:
    """The scores of one list. `violations` are the items among ten that must not be in it."""

    ndcg: float | None = None
    mrr: float | None = None
    recall: float | None = None
    diversity: float | None = None
    violations: float | None = None
    milliseconds: float | None = None


@dataclass(frozen=True, slots=True)
class MeasureReport:
    """A measure of the ranking, of each baseline, and the mean difference for the same searches."""

    value: Estimate | None
    baselines: Mapping[str, Estimate]
    differences: Mapping[str, Estimate]


def report_ranking(
    scores: Sequence[ListScores], baselines: Mapping[str, Sequence[ListScores]], draw: Draw
) -> dict[str, MeasureReport]:
    """Returns the report of each measure: means, and percentiles of the time of a search."""
    means = [field.name for field in fields(ListScores) if field.name != "milliseconds"]
    times = _column(scores, "milliseconds")
    return {name: _report(name, scores, baselines, draw) for name in means} | {
        name: MeasureReport(estimate(times, measure, draw), {}, {})
        for name, measure in _TIMES.items()
    }


def _report(
    name: str,
    scores: Sequence[ListScores],
    baselines: Mapping[str, Sequence[ListScores]],
    draw: Draw,
) -> MeasureReport:
    own = _column(scores, name)
    others = {baseline: _column(lists, name) for baseline, lists in baselines.items()}
    values = {baseline: estimate(rows, mean, draw) for baseline, rows in others.items()}
    differences = {b: estimate(own - rows, mean, draw) for b, rows in others.items()}
    return MeasureReport(estimate(own, mean, draw), _known(values), _known(differences))


def _column(scores: Sequence[ListScores], name: str) -> Rows:
    return column([getattr(one, name) for one in scores])


def _known(estimates: Mapping[str, Estimate | None]) -> dict[str, Estimate]:
    return {name: one for name, one in estimates.items() if one is not None}
