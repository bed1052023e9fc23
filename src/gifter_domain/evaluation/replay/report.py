"""Reports of replays: the share of gifts that do not fit, by reason and by age group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gifter_domain.evaluation.intervals import Draw, Estimate, column, estimate, mean, ratio
from gifter_domain.evaluation.misfits import REASONS

ANY = "any"
MINOR = "minor"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a search: the reasons against each gift, none for one that fits.

    `limits` are the codes that no gift may have, and `MINOR` for somebody under 18.
    """

    group: str
    gifts: Sequence[frozenset[str]]
    milliseconds: float
    limits: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class GroupReplay:
    """`misfits` has the share of shown gifts for each reason, and for any of them."""

    searches: int
    gifts: int
    empty: Estimate | None
    misfits: Mapping[str, Estimate | None]


def report_group(answers: Sequence[Answer], draw: Draw) -> GroupReplay:
    """Returns the report of some answers. Whole searches are drawn for the intervals."""
    return GroupReplay(
        len(answers),
        sum(len(answer.gifts) for answer in answers),
        estimate(column([not answer.gifts for answer in answers]), mean, draw),
        {reason: _share(answers, reason, draw) for reason in (ANY, *REASONS)},
    )


def by_limit(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Returns the answers to the searches with each limit, the limits in alphabetical order."""
    limits = sorted({limit for answer in answers for limit in answer.limits})
    return {limit: [one for one in answers if limit in one.limits] for limit in limits}


def _share(answers: Sequence[Answer], reason: str, draw: Draw) -> Estimate | None:
    rows = [(_count(answer, reason), len(answer.gifts)) for answer in answers]
    return estimate(np.array(rows, np.float64), ratio, draw)


def _count(answer: Answer, reason: str) -> int:
    """Returns the number of gifts that do not fit for the reason."""
    return sum(bool(gift) if reason == ANY else reason in gift for gift in answer.gifts)
