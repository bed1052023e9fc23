"""The index of a process: a large part, and a small one with the latest changes in front of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from gifter_adapters.postgres.recommendations.product_index.search import Part
from gifter_adapters.postgres.recommendations.product_index.segment import (
    IndexedProduct,
    Segment,
    merged_segment,
    segment,
)

# The small part joins the large one when it has so many products, and so great a share.
MERGED_AT, MERGED_SHARE = 2_000, 0.05


@dataclass(frozen=True, slots=True)
class Index:
    """An unchanging state of the index: each product is alive in one part.

    `reported` are the ids of products by the code of a trait that users report.
    """

    parts: tuple[Part, ...]
    reported: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Returns the number of rows, also of those that a later part replaces."""
        return sum(len(part.segment) for part in self.parts)

    @property
    def products(self) -> int:
        return sum(int(np.count_nonzero(part.alive)) for part in self.parts)

    def version_of(self, product_id: str) -> int:
        """Returns the version of the product, or -1 for an unknown one."""
        for part in self.parts:
            row = part.segment.rows.get(product_id)
            if row is not None and part.alive[row]:
                return int(part.segment.version[row])
        return -1

    def with_changes(self, products: Sequence[IndexedProduct], dims: int) -> "Index":
        """Returns the state in which these products replace their former rows."""
        new = [p for p in products if p.version != self.version_of(p.id)]
        if not new:
            return self
        large, *small = (_without(part, new) for part in self.parts)
        latest = _whole(segment(new, dims))
        recent = merged_part([*small, latest]) if small else latest
        most = max(MERGED_AT, MERGED_SHARE * len(large.segment))
        if len(recent.segment) < most:
            return Index((large, recent), self.reported)
        return Index((merged_part([large, recent]),), self.reported)


def first_index(pages: Sequence[Segment], dims: int) -> Index:
    """Returns the index of all products, from the segments of their pages."""
    return Index((merged_part([_whole(page) for page in pages or [segment([], dims)]]),))


def merged_part(parts: Sequence[Part]) -> Part:
    return _whole(merged_segment([p.segment for p in parts], [p.alive for p in parts]))


def _whole(whole: Segment) -> Part:
    return Part(whole, np.ones(len(whole), bool))


def _without(part: Part, products: Sequence[IndexedProduct]) -> Part:
    """Returns the part without the rows of these products."""
    rows = [row for p in products if (row := part.segment.rows.get(p.id)) is not None]
    alive = part.alive.copy()
    alive[rows] = False
    return Part(part.segment, alive)
