"""Brings the vectors of some taste profiles in step with their facets."""

from collections.abc import Mapping, Sequence

from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings
from gifter_domain.taste.ports import TasteEmbeddings


class EmbedTasteProfiles:
    """The handler of `embed_taste_profile` jobs: one call of the model for the whole batch.

    A profile that is gone, likes nothing yet or has its vector already needs nothing.
    """

    def __init__(
        self, embedder: Embedder, products: ProductEmbeddings, tastes: TasteEmbeddings
    ) -> None:
        self._embedder = embedder
        self._products = products
        self._tastes = tastes

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        profile_ids = [payload["profileId"] for payload in payloads]
        # A taste is compared with products, so their register of models is its own too.
        model_id = await self._products.register(self._embedder.model)
        texts = await self._tastes.outdated(model_id, profile_ids)
        if texts:
            vectors = await self._embedder.embed([item.text for item in texts])
            await self._tastes.store(model_id, texts, vectors)
