"""Gives every listed product a vector of one model: for a new model, or after a long outage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gifter_domain.ai.embedding import Embedder, EmbeddingTextRefused
from gifter_domain.ai.product_embeddings import ProductEmbeddings, ProductText


@dataclass(frozen=True, slots=True)
class Backfill:
    """How far it came: `embedded` texts got a vector; the provider `refused` some of the rest."""

    outdated: int
    seen: int = 0
    embedded: int = 0
    refused: int = 0


class BackfillEmbeddings:
    """Goes through the products by id; what has its vector is not asked for again.

    - It can be stopped at any time and started again: it goes on with what is left.
    - It runs beside workers, and beside the vectors of other models.
    - A text that the provider refuses is passed over; any other error of the provider is raised.
    """

    def __init__(self, embeddings: ProductEmbeddings) -> None:
        self._embeddings = embeddings

    async def execute(
        self, embedder: Embedder, batch_size: int, report: Callable[[Backfill], None]
    ) -> Backfill:
        """Reports before the first batch and after each; returns the last report."""
        model_id = await self._embeddings.register(embedder.model)
        _, outdated = await self._embeddings.count(model_id)
        state = Backfill(outdated)
        report(state)
        after = ""
        while texts := await self._embeddings.outdated_after(model_id, after, batch_size):
            state = await self._add(state, embedder, model_id, texts)
            report(state)
            after = texts[-1].product_id
        return state

    async def _add(
        self, state: Backfill, embedder: Embedder, model_id: int, texts: Sequence[ProductText]
    ) -> Backfill:
        try:
            vectors = await embedder.embed([item.text for item in texts])
        except EmbeddingTextRefused:
            if len(texts) == 1:
                return replace(state, seen=state.seen + 1, refused=state.refused + 1)
            for item in texts:
                state = await self._add(state, embedder, model_id, [item])
            return state
        stored = await self._embeddings.store(model_id, texts, vectors)
        return replace(state, seen=state.seen + len(texts), embedded=state.embedded + stored)
