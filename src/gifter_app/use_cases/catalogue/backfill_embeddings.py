"""Embedding all listed products with one model: for a new model, or after a long outage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gifter_domain.ai.embedding import Embedder, EmbeddingTextRefused
from gifter_domain.ai.product_embeddings import ProductEmbeddings, ProductText

_BULK_FROM = 1_000  # fewer rows are added to the index sooner than it is made anew


@dataclass(frozen=True, slots=True)
class BackfillProgress:
    """The progress: of the `outdated` texts so many were `seen`, `embedded` and `refused`.

    A seen text that is neither was changed by somebody else meanwhile.
    """

    outdated: int
    seen: int = 0
    embedded: int = 0
    refused: int = 0


class BackfillEmbeddings:
    """Embeds the listed products that have no current vector of the model, in order of id.

    - It can be stopped at any time and started again; it continues with the remaining products.
    - Workers may run at the same time. Vectors of other models are not changed.
    - If most vectors are missing, the index is dropped and made at the end: one by one, its rows
      take twenty times as long. A run that was killed leaves that to the next one.
    - A text that the provider refuses is skipped; any other error of the provider is raised.
    """

    def __init__(self, embeddings: ProductEmbeddings) -> None:
        self._embeddings = embeddings

    async def execute(
        self, embedder: Embedder, batch_size: int, report: Callable[[BackfillProgress], None]
    ) -> BackfillProgress:
        """Reports the progress before the first batch and after each, and returns the last one."""
        model_id = await self._embeddings.register(embedder.model)
        current, outdated = await self._embeddings.count(model_id)
        state = BackfillProgress(outdated)
        report(state)
        if outdated >= _BULK_FROM and outdated > current:
            await self._embeddings.drop_index(model_id)
        try:
            return await self._add_all(state, embedder, model_id, batch_size, report)
        finally:
            await self._embeddings.ensure_index(embedder.model)

    async def _add_all(
        self,
        state: BackfillProgress,
        embedder: Embedder,
        model_id: int,
        batch_size: int,
        report: Callable[[BackfillProgress], None],
    ) -> BackfillProgress:
        after = ""
        while texts := await self._embeddings.outdated_after(model_id, after, batch_size):
            state = await self._add(state, embedder, model_id, texts)
            report(state)
            after = texts[-1].product_id
        return state

    async def _add(
        self,
        state: BackfillProgress,
        embedder: Embedder,
        model_id: int,
        texts: Sequence[ProductText],
    ) -> BackfillProgress:
        try:
            vectors = await embedder.embed([item.text for item in texts])
        except EmbeddingTextRefused:
            if len(texts) == 1:
                return replace(state, seen=state.seen + 1, refused=state.refused + 1)
            for item in texts:
                state = await self._add(state, embedder, model_id, [item])
            return state
        stored = await self._embeddings.store_all(model_id, texts, vectors)
        return replace(state, seen=state.seen + len(texts), embedded=state.embedded + stored)
