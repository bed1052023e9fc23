"""Computing and storing the vectors of taste profiles."""

from collections.abc import Mapping, Sequence

from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings
from gifter_domain.taste.ports import TasteEmbeddings


class EmbedTasteProfiles:
    """Handles a batch of `embed_taste_profile` jobs with one call of the model.

    Skips profiles that are deleted, have no likes yet or have their current vector already.
    """

    def __init__(
        self, embedder: Embedder, products: ProductEmbeddings, tastes: TasteEmbeddings
    ) -> None:
        self._embedder = embedder
        self._products = products
        self._tastes = tastes

    async def execute(self, payloads: Sequence[Mapping[str, str]]) -> None:
        profile_ids = [payload["profileId"] for payload in payloads]
        # A taste is compared with products, so both use the same register of models.
        model_id = await self._products.register(self._embedder.model)
        texts = await self._tastes.outdated(model_id, profile_ids)
        if texts:
            vectors = await self._embedder.embed([item.text for item in texts])
            await self._tastes.store(model_id, texts, vectors)
