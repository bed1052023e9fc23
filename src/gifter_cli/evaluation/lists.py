"""Measures the lists of one judged set, of the product and of the baselines."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from gifter_app.use_cases.evaluation.run_searches import RankedList, RunSearches
from gifter_cli.evaluation.samples import drawn_samples
from gifter_cli.evaluation.scratch import progress
from gifter_cli.evaluation.sets import SetQuery
from gifter_cli.evaluation.shelf import Shelf
from gifter_domain.ai.embedding import Vectors
from gifter_domain.evaluation.misfits import Wanted, gender_of, is_minor, misfits
from gifter_domain.evaluation.ranking.baselines import best_ids
from gifter_domain.evaluation.ranking.lists import (
    AT,
    RECALL_AT,
    Grades,
    ndcg,
    recall,
    reciprocal_rank,
    variety,
)
from gifter_domain.evaluation.ranking.report import ListScores, MeasureReport, report_ranking
from gifter_domain.language.understanding import understand
from gifter_domain.recommendations.gift_query import gift_query
from gifter_domain.recommendations.recommendation import GiftRequest
from gifter_domain.recommendations.trait_limits import trait_limits


class Stage(StrEnum):
    CANDIDATES = "candidates"
    SCORES = "scores"
    LIST = "list"


class SetMeasurement:
    """Measures the searches of one set at one stage."""

    def __init__(
        self, name: str, queries: Sequence[SetQuery], grades: Mapping[str, Grades], shelf: Shelf
    ) -> None:
        self._name = name
        self._queries = queries
        self._grades = grades
        self._shelf = shelf
        self._wanted = [wanted_by(query.text, shelf.currency) for query in queries]

    async def execute(
        self, searches: RunSearches, vectors: Vectors, stage: Stage
    ) -> dict[str, MeasureReport]:
        """Returns the report; `vectors` are those of the queries, for the baselines."""
        requests = [GiftRequest(text=query.text) for query in self._queries]
        with progress(f"{self._name}: lists of {AT}") as report:
            shown = await searches.execute(requests, AT, report)
        with progress(f"{self._name}: lists of {RECALL_AT}") as report:
            deep = await searches.execute(requests, RECALL_AT, report)
        scores = [
            self._scores(at, stage, *lists)
            for at, lists in enumerate(zip(shown, deep, strict=True))
        ]
        return report_ranking(scores, self._baselines(vectors), drawn_samples)

    def _scores(self, at: int, stage: Stage, shown: RankedList, deep: RankedList) -> ListScores:
        grades = self._grades[self._queries[at].id]
        if stage is Stage.CANDIDATES:
            return ListScores(
                recall=recall(deep.candidates, grades), milliseconds=shown.milliseconds
            )
        first = shown.ids if stage is Stage.LIST else deep.by_score
        return replace(self._judged(at, first, deep.ids), milliseconds=shown.milliseconds)

    def _baselines(self, vectors: Vectors) -> dict[str, list[ListScores]]:
        found: dict[str, list[ListScores]] = {}
        for at, query in enumerate(self._queries):
            for name, scores in self._shelf.baselines(query.text, vectors[at]).items():
                ids = best_ids(scores, self._shelf.ids, RECALL_AT)
                found.setdefault(name, []).append(self._judged(at, ids, ids))
        return found

    def _judged(self, at: int, ids: Sequence[str], deep: Sequence[str]) -> ListScores:
        grades, wanted = self._grades[self._queries[at].id], self._wanted[at]
        first = ids[:AT]
        violations = sum(bool(misfits(wanted, self._shelf.gift(identity))) for identity in first)
        return ListScores(
            ndcg=ndcg(first, grades),
            mrr=reciprocal_rank(first, grades),
            recall=recall(deep, grades),
            diversity=variety(self._shelf.vectors_of(first)),
            violations=None if wanted == Wanted() else violations,
        )


def wanted_by(text: str, currency: str) -> Wanted:
    """Returns the conditions that a text states; "around £40" is none."""
    read = understand(text, home_currency=currency)
    budget = read.budget if read.budget and read.budget.around is None else None
    return Wanted(
        budget=budget.range if budget else None,
        ages=read.ages,
        gender=gender_of(read.relationship),
        is_minor=read.adult is False or is_minor(read.ages),
        excludes=frozenset(trait_limits(read, gift_query(read)).forbidden),
    )
