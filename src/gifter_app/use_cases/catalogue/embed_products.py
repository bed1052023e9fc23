"""Computing and storing the vectors of products."""

from collections.abc import Mapping, Sequence

from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings


class EmbedProducts:
    """Handles a batch of `embed_product` jobs with one call of each model.

    Skips products that are deleted, hidden or have the vector of their text already.
    """

    def __init__(
        self,
        embeddings: ProductEmbeddings,
        *,
        embedder: Embedder,
        title_embedder: Embedder | None,
    ) -> None:
        self._embedder = embedder
        self._title_embedder = title_embedder
        self._embeddings = embeddings

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        product_ids = [payload["productId"] for payload in payloads]
        await self._embed(self._embedder, product_ids)
        if self._title_embedder is not None:
            await self._embed(self._title_embedder, product_ids)

    async def _embed(self, embedder: Embedder, product_ids: Sequence[str]) -> None:
        model_id = await self._embeddings.register(embedder.model)
        texts = await self._embeddings.outdated(model_id, product_ids)
        if texts:
            vectors = await embedder.embed([item.text for item in texts])
            await self._embeddings.store(model_id, texts, vectors)

    async def count(self) -> tuple[int, int]:
        """Returns how many listed products have the vector of their text, and how many lack it."""
        return await self._embeddings.count(await self._embeddings.register(self._embedder.model))
