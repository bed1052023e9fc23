"""A varied list out of a ranked one: greedy maximal marginal relevance, with caps per group."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gifter_domain.recommendations.features import Values


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` of a list may share a group; `groups` names each candidate's (None: free)."""

    groups: Sequence[Hashable | None]
    most: int


def diversify(
    relevance: Values,
    vectors: NDArray[np.float32],
    limit: int,
    balance: float,
    caps: Sequence[Cap] = (),
) -> list[int]:
    """The places of up to `limit` candidates, in the order they are picked, none twice.

    Each next one maximises `balance * relevance - (1 - balance) * its greatest cosine to those
    picked` (Carbonell and Goldstein 1998; the first of equals wins; a balance of 1 is relevance
    alone). `vectors` are unit or zero rows. Caps hold while anything within them is left; then each
    rises by one, so the list is as long as it can be.
    """
    count = len(relevance)
    left = np.ones(count, bool)
    nearest = np.zeros(count)
    used: list[Counter[Hashable]] = [Counter() for _ in caps]
    picked: list[int] = []
    raised = 0
    while len(picked) < min(limit, count):
        free = left & _within(caps, used, raised, count)
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


def _within(
    caps: Sequence[Cap], used: Sequence[Counter[Hashable]], raised: int, count: int
) -> NDArray[np.bool_]:
    """Which candidates belong to no group that has reached its cap."""
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
