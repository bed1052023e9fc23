"""Product titles labelled with the limits that must exclude or keep them, and the limits' score."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from gifter_domain.taste.questions.bank import BANK
from gifter_domain.taste.questions.question import Kind

_FOLDER = Path(__file__).parents[2] / "data" / "limits"
_EVERY_LIMIT = "*"
# Every limit that an answer about a taste can choose.
LIMITS = sorted(
    {
        value
        for question in BANK
        if question.kind is Kind.HARD_NOES
        for option in question.options
        for value in option.sets
    }
)


class Part(StrEnum):
    """The parts of the titles: the words of the limits may be tuned on the first one only."""

    DEVELOPMENT = "development"
    HELD_OUT = "held out"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Case:
    """A title that a limit must exclude or must keep."""

    part: Part
    limit: str
    is_excluded: bool
    title: str

    @property
    def family(self) -> str:
        """The kind of limit: material, diet, or no (alcohol, plants …)."""
        return self.limit.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of titles: correctly excluded, wrongly kept, wrongly excluded."""

    excluded: int = 0
    missed: int = 0
    excluded_wrongly: int = 0

    @property
    def recall(self) -> float:
        return self.excluded / (self.excluded + self.missed)

    @property
    def precision(self) -> float:
        return self.excluded / (self.excluded + self.excluded_wrongly)

    @property
    def f1(self) -> float:
        wrong = self.missed + self.excluded_wrongly
        return 2 * self.excluded / (2 * self.excluded + wrong)


def limit_cases() -> Sequence[Case]:
    """Reads all labelled titles. A hash of the title says which half a known title is in."""
    return [*_cases("titles.tsv"), *_cases("unseen.tsv", Part.UNSEEN)]


def _cases(file: str, part: Part | None = None) -> Iterable[Case]:
    with (_FOLDER / file).open(newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            limits = LIMITS if row["limit"] == _EVERY_LIMIT else [row["limit"]]
            for limit in limits:
                is_excluded = {"excluded": True, "kept": False}[row["expected"]]
                yield Case(part or _half(row["title"]), limit, is_excluded, row["title"])


def _half(title: str) -> Part:
    return Part.HELD_OUT if sha256(title.encode()).digest()[0] % 2 else Part.DEVELOPMENT


def wrong_cases(cases: Iterable[Case], kept: Mapping[str, AbstractSet[str]]) -> Sequence[Case]:
    """Returns the cases that limits get wrong. `kept` maps each limit to the titles it keeps."""
    return [case for case in cases if (case.title in kept[case.limit]) == case.is_excluded]


def scores(
    cases: Sequence[Case], kept: Mapping[str, AbstractSet[str]]
) -> Mapping[tuple[Part, str], Score]:
    """Returns the score of each family of limits on each part of the titles."""
    groups = defaultdict[tuple[Part, str], list[Case]](list)
    for case in cases:
        groups[case.part, case.family].append(case)
    return {key: _score(group, wrong_cases(group, kept)) for key, group in groups.items()}


def _score(cases: Sequence[Case], wrong: Sequence[Case]) -> Score:
    missed = sum(case.is_excluded for case in wrong)
    to_exclude = sum(case.is_excluded for case in cases)
    return Score(to_exclude - missed, missed, len(wrong) - missed)


def score_table(results: Mapping[tuple[Part, str], Score]) -> str:
    """Returns the scores as a printable table. It contains no title."""
    lines = [f"{'part':<12} {'family':<9} {'titles':>6} {'precision':>9} {'recall':>7} {'F1':>6}"]
    for (part, family), one in sorted(results.items()):
        titles = one.excluded + one.missed
        lines.append(
            f"{part:<12} {family:<9} {titles:>6} {one.precision:>9.3f} {one.recall:>7.3f}"
            f" {one.f1:>6.3f}"
        )
    return "\n".join(lines)
