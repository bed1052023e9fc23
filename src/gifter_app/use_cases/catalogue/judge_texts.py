"""Judges texts of products: by rules, and by similar products where words say nothing."""

import asyncio
from collections.abc import Sequence

from gifter_domain.ai.embedding import Embedder, EmbeddingProviderRefused, Vectors
from gifter_domain.catalogue.traits.judge import judge
from gifter_domain.catalogue.traits.neighbours import (
    CHILDREN,
    OTHERS,
    Neighbours,
    may_be_for_children,
    texts_to_compare,
)
from gifter_domain.catalogue.traits.trait import ProductText, Trait


class JudgeTexts:
    """Judges texts without a database.

    `embedder` is the built-in model, for which the neighbours are calibrated. If it is not
    installed, rules alone judge.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._neighbours: Neighbours | None = None

    async def execute(self, products: Sequence[ProductText]) -> list[list[Trait]]:
        """Returns the traits of each product."""
        judged = await asyncio.to_thread(_by_rules, products)  # a millisecond for each product
        silent = [at for at, traits in enumerate(judged) if may_be_for_children(traits)]
        try:
            found = await self._by_neighbours([products[at] for at in silent])
        except EmbeddingProviderRefused:
            return judged
        for at, traits in zip(silent, found, strict=True):
            judged[at] += traits
        return judged

    async def _by_neighbours(self, products: Sequence[ProductText]) -> list[list[Trait]]:
        if not products:
            return []
        neighbours = await self.neighbours()
        return neighbours.traits(products, await self.closeness(neighbours, products))

    async def neighbours(self) -> Neighbours:
        """Returns the examples as vectors, which are made once."""
        if self._neighbours is None:
            children, others = [await self._embedder.embed(each) for each in (CHILDREN, OTHERS)]
            self._neighbours = Neighbours(children, others)
        return self._neighbours

    async def closeness(self, neighbours: Neighbours, products: Sequence[ProductText]) -> Vectors:
        """Returns for each product its closeness to gifts for children and to others."""
        texts = [texts_to_compare(product) for product in products]
        titles = await self._embedder.embed([title for title, _ in texts])
        return neighbours.closeness(titles, await self._embedder.embed([text for _, text in texts]))


def _by_rules(products: Sequence[ProductText]) -> list[list[Trait]]:
    return [judge(product) for product in products]
