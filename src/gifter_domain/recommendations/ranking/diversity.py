"""Diversity: selects a varied list greedily, with caps per group."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from gifter_domain.recommendations.ranking.dpp import DeterminantalPointProcess
from gifter_domain.recommendations.ranking.mmr import MaximalMarginalRelevance
from gifter_domain.recommendations.ranking.values import Values


class Selection(Protocol):
    """The rule by which the next candidate of a list is chosen."""

    def values(self) -> Values:
        """Returns the value of each candidate as the next of the list."""
        ...

    def select(self, at: int) -> None:
        """Adds the candidate with this index to the list."""
        ...


class Method(StrEnum):
    MMR = "mmr"
    DPP = "dpp"


_SELECTIONS: Mapping[Method, Callable[[Values, NDArray[np.float32], float], Selection]] = {
    Method.MMR: MaximalMarginalRelevance,
    Method.DPP: DeterminantalPointProcess,
}


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit of `most` candidates per group.

    `groups` has the group of each candidate; None means that the candidate is not limited.
    """

    groups: Sequence[Hashable | None]
    most: int


def diversify(
    relevance: Values,
    vectors: NDArray[np.float32],
    limit: int,
    balance: float,
    caps: Sequence[Cap] = (),
    method: Method = Method.MMR,
) -> list[int]:
    """Returns the indexes of up to `limit` different candidates, in the order of selection.

    Each step selects the candidate with the greatest value by the method. The first of equals wins,
    and a balance of 1 means relevance alone. `vectors` are unit or zero rows. When every candidate
    left exceeds a cap, all caps rise by one, so the list is always as long as possible.
    """
    count = len(relevance)
    selection = _SELECTIONS[method](relevance, vectors, balance)
    left, free = np.ones(count, bool), np.ones(count, bool)
    used: list[Counter[Hashable]] = [Counter() for _ in caps]
    picked: list[int] = []
    raised = 0
    while len(picked) < min(limit, count):
        open_now = left & free
        if not open_now.any():
            raised += 1
            free = _free_candidates(caps, used, raised, count)
            continue
        best = int(np.argmax(np.where(open_now, selection.values(), -np.inf)))
        picked.append(best)
        left[best] = False
        selection.select(best)
        for cap, counter in zip(caps, used, strict=True):
            group = cap.groups[best]
            counter[group] += 1
            if group is not None and counter[group] >= cap.most + raised:
                free &= np.fromiter((other != group for other in cap.groups), bool, count)
    return picked


def _free_candidates(
    caps: Sequence[Cap], used: Sequence[Counter[Hashable]], raised: int, count: int
) -> NDArray[np.bool_]:
    """Returns a mask of the candidates whose groups have not reached their caps."""
    free = np.ones(count, bool)
    for cap, counter in zip(caps, used, strict=True):
        full = {
            group
            for group, times in counter.items()
            if group is not None and times >= cap.most + raised
        }
        if full:
            free &= np.fromiter((group not in full for group in cap.groups), bool, count)
    return free
