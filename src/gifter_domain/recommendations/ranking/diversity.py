"""Diversity: selects a varied list by greedy maximal marginal relevance, with caps per group."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gifter_domain.recommendations.ranking.values import Values


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
) -> list[int]:
    """Returns the indexes of up to `limit` different candidates, in the order of selection.

    Each step selects the candidate with the greatest value of `balance * relevance - (1 - balance)
    * greatest cosine to a selected one` (Carbonell and Goldstein 1998). The first of equals wins,
    and a balance of 1 means relevance alone. `vectors` are unit or zero rows. When every candidate
    left exceeds a cap, all caps rise by one, so the list is always as long as possible.
    """
    count = len(relevance)
    left = np.ones(count, bool)
    nearest = np.zeros(count)
    used: list[Counter[Hashable]] = [Counter() for _ in caps]
    picked: list[int] = []
    raised = 0
    while len(picked) < min(limit, count):
        free = left & _free_candidates(caps, used, raised, count)
        if not free.any():
            raised += 1
            continue
        value = balance * relevance - (1 - balance) * nearest
        best = int(np.argmax(np.where(free, value, -np.inf)))
        picked.append(best)
        left[best] = False
        nearest = np.maximum(nearest, vectors @ vectors[best])
        for cap, counter in zip(caps, used, strict=True):
            counter[cap.groups[best]] += 1
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
