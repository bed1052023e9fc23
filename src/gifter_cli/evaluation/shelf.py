"""Shelves: the products of a catalogue as measurements need them, apart from the product."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gifter_cli.evaluation.scratch import progress
from gifter_cli.evaluation.sets import SetItem, usual_currency
from gifter_domain.ai.embedding import Embedder, Vectors
from gifter_domain.evaluation.misfits import Gift
from gifter_domain.evaluation.ranking.baselines import Bm25, Scores, similarities, summed

_BATCH = 500
_CURRENCY = "USD"  # of amounts in texts, where no product has a price


@dataclass(slots=True)
class Shelf:
    """The products with their vectors, the facts that judge a list, and the baselines."""

    items: Sequence[SetItem]
    vectors: Vectors
    bm25: Bm25
    rows: dict[str, int] = field(init=False)
    ids: list[str] = field(init=False)
    _gifts: dict[str, Gift] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids = [item.id for item in self.items]
        self.rows = {identity: row for row, identity in enumerate(self.ids)}

    @property
    def currency(self) -> str:
        """Returns the currency of most prices."""
        return usual_currency(self.items, _CURRENCY)

    def gift(self, identity: str) -> Gift:
        """Returns the facts that judge the product; they are judged once."""
        if identity not in self._gifts:
            self._gifts[identity] = self.items[self.rows[identity]].judged()
        return self._gifts[identity]

    def vectors_of(self, ids: Sequence[str]) -> Vectors:
        """Returns a row for each product."""
        return self.vectors[[self.rows[identity] for identity in ids]]

    def baselines(self, text: str, vector: Vectors) -> dict[str, Scores]:
        """Returns the scores of all products by each baseline."""
        words, meaning = self.bm25.scores(text), similarities(self.vectors, vector)
        return {"BM25": words, "vectors": meaning, "sum": summed(words, meaning)}


async def open_shelf(items: Sequence[SetItem], embedder: Embedder) -> Shelf:
    """Returns the shelf with these products; the model embeds title and description."""
    texts = [f"{item.title}\n{item.description or ''}" for item in items]
    parts = []
    with progress("Embedding baselines") as report:
        for start in range(0, len(texts), _BATCH):
            parts.append(await embedder.embed(texts[start : start + _BATCH]))
            report(start, len(texts))
    bm25 = Bm25((item.title, item.description) for item in items)
    return Shelf(items, np.concatenate(parts), bm25)
