"""Chooses the thresholds by which similar products say that a product is for children.

    python -m benchmarks.fit_neighbours CATALOGUE

CATALOGUE is the .jsonl.gz of an evaluation set with `ageMin` and `ageMax`. Only products whose
words say no age count. The development half (ids with an even SHA-256) chooses: a product for
children that is found counts 1, one for grown-ups -2, one for teenagers neither way. The other half
is only reported.
"""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts
from gifter_cli.evaluation.files import read_lines
from gifter_cli.evaluation.halves import Half, half_of
from gifter_cli.evaluation.sets import SetItem
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.neighbours import (
    Thresholds,
    is_for_children,
    may_be_for_children,
)
from gifter_domain.catalogue.traits.trait import ProductText

OLDEST_CHILD, GROWN_UP = 12, 18
WORTH_OF_WRONG = -2
CLOSE = (0.3, 0.35, 0.4, 0.45, 0.5)
CLOSER = (0.0, 0.05, 0.1, 0.15)


@dataclass(frozen=True, slots=True)
class Compared:
    near: float
    far: float
    is_for_child: bool
    is_for_grown_ups: bool


async def compared(items: Sequence[SetItem]) -> list[Compared]:
    texts = [ProductText(title=item.title, description=item.description) for item in items]
    silent = [at for at, text in enumerate(texts) if may_be_for_children(judge(text))]
    judging = JudgeTexts(LocalEmbedder())
    rows = await judging.closeness(await judging.neighbours(), [texts[at] for at in silent])
    return [
        _compared(items[at], float(near), float(far))
        for at, (near, far) in zip(silent, rows, strict=True)
    ]


def _compared(item: SetItem, near: float, far: float) -> Compared:
    is_for_child = (item.age_max or 99) <= OLDEST_CHILD
    return Compared(near, far, is_for_child, (item.age_min or 0) >= GROWN_UP and not is_for_child)


def counts(rows: Sequence[Compared], thresholds: Thresholds) -> tuple[int, int]:
    """Returns how many products for children are found, and how many for grown-ups."""
    found = [row for row in rows if is_for_children(row.near, row.far, thresholds)]
    return sum(row.is_for_child for row in found), sum(row.is_for_grown_ups for row in found)


def worth(rows: Sequence[Compared], thresholds: Thresholds) -> int:
    right, wrong = counts(rows, thresholds)
    return right + WORTH_OF_WRONG * wrong


async def main(catalogue: Path) -> None:
    items = [item for item in read_lines(catalogue, SetItem) if item.age_min is not None]
    halves = {half: await compared(half_of(items, half)) for half in Half}
    grid = [Thresholds(close, closer) for close in CLOSE for closer in CLOSER]
    best = max(grid, key=lambda each: worth(halves[Half.DEVELOPMENT], each))
    print(best)
    for half, rows in halves.items():
        right, wrong = counts(rows, best)
        children = sum(row.is_for_child for row in rows)
        print(f"{half}: {right} of {children} for children found, {wrong} for grown-ups")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
