"""Reports of the worth of a taste profile: quality after some answers, and gain by question."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from gifter_domain.evaluation.intervals import Draw, Estimate, column, estimate, mean
from gifter_domain.evaluation.personas.grading import forbidden, ndcg
from gifter_domain.evaluation.personas.persona import Persona

MOST = 7
_SHOWN = (0, 3, 5, 7)
_Number = TypeVar("_Number", int, float)


@dataclass(frozen=True, slots=True)
class PersonaResult:
    """The figures of one persona, before the first answer and after each.

    `grades` has the grade of each product. `quality` has NDCG@10, `forbidden` the number of gifts
    that must never be given, and `broken` the number of those that break a limit which the persona
    had stated. The last two stay empty if nobody labelled what the products contain.
    """

    persona: Persona
    grades: Mapping[str, int]
    has_contents: bool
    questions: list[str] = field(default_factory=list)
    quality: list[float] = field(default_factory=list)
    forbidden: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def add(self, gifts: Sequence[str], stated: frozenset[str]) -> None:
        """Adds the figures of a list of gifts, for a persona who has stated these limits."""
        self.quality.append(ndcg(gifts, self.grades))
        if self.has_contents:
            self.forbidden.append(len(forbidden(self.persona) & {*gifts}))
            self.broken.append(len(forbidden(self.persona, stated) & {*gifts}))


@dataclass(frozen=True, slots=True)
class Step:
    """The mean quality after so many answers, and its gain over none.

    `forbidden` counts the gifts that must never be given to their persona, and `broken` those of
    them whose persona had said so. They are None if nobody labelled what the products contain.
    """

    answers: int
    ndcg: Estimate
    gain: Estimate
    forbidden: int | None
    broken: int | None


@dataclass(frozen=True, slots=True)
class Half:
    name: str
    people: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class QuestionWorth:
    """A question, how often it was answered, and the mean gain in NDCG@10 by its answer."""

    id: str
    answered: int
    gain: float


@dataclass(frozen=True, slots=True)
class TasteReport:
    halves: tuple[Half, ...]
    questions: tuple[QuestionWorth, ...]


def report_taste(results: Sequence[PersonaResult], draw: Draw) -> TasteReport:
    """Returns the quality of each half, and the questions in order of their gain."""
    halves = {
        "development": [one for one in results if one.persona.is_tuned_on],
        "held out": [one for one in results if not one.persona.is_tuned_on],
    }
    return TasteReport(
        tuple(_half(name, some, draw) for name, some in halves.items() if some),
        tuple(sorted(_questions(results), key=lambda one: (-one.gain, one.id))),
    )


def _half(name: str, results: Sequence[PersonaResult], draw: Draw) -> Half:
    return Half(name, len(results), tuple(_step(results, answers, draw) for answers in _SHOWN))


def _step(results: Sequence[PersonaResult], answers: int, draw: Draw) -> Step:
    before = np.array([one.quality[0] for one in results])
    after = np.array([_after(one.quality, answers) for one in results])
    return Step(
        answers,
        _mean(after, draw),
        _mean(after - before, draw),
        _sum([one.forbidden for one in results], answers),
        _sum([one.broken for one in results], answers),
    )


def _mean(values: NDArray[np.float64], draw: Draw) -> Estimate:
    found = estimate(column(values), mean, draw)
    if found is None:
        raise ValueError("nobody was measured")
    return found


def _sum(counts: Sequence[Sequence[int]], answers: int) -> int | None:
    return sum(_after(one, answers) for one in counts) if all(counts) else None


def _after(values: Sequence[_Number], answers: int) -> _Number:
    """Returns the value after so many answers, or after the last one."""
    return values[min(answers, len(values) - 1)]


def _questions(results: Iterable[PersonaResult]) -> list[QuestionWorth]:
    gains: dict[str, list[float]] = defaultdict(list)
    for one in results:
        for place, question in enumerate(one.questions):
            gains[question].append(one.quality[place + 1] - one.quality[place])
    return [QuestionWorth(name, len(some), fmean(some)) for name, some in gains.items()]
