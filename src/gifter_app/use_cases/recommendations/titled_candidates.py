"""Adds to candidates how similar their titles are to the query's text, by a model for titles."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

import structlog

from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import (
    CandidateQuery,
    CandidateSource,
    Constraints,
    Retrieved,
    Supply,
    Vector,
)

log = structlog.get_logger(__name__)

EMBED_WITHIN_S = 2.0


class TitledCandidates:
    """Implements `CandidateSource` by another, with the similarity of titles.

    The text is embedded while the other source searches. If the model fails or takes too long, the
    candidates have no such similarity.
    """

    def __init__(
        self,
        source: CandidateSource,
        embedder: Embedder,
        embeddings: ProductEmbeddings,
        embed_within_s: float = EMBED_WITHIN_S,
    ) -> None:
        self._source = source
        self._embedder = embedder
        self._embeddings = embeddings
        self._embed_within_s = embed_within_s

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        return await self._source.current(product_ids, constraints)

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        return await self._source.supply(constraints)

    async def find(self, query: CandidateQuery) -> Retrieved:
        found, vector = await asyncio.gather(self._source.find(query), self._vector(query.text))
        if vector is None:
            return found
        ids = [candidate.product.id for candidate in found.candidates]
        near = await self._embeddings.similarities(self._embedder.model, vector, ids)
        titled = [replace(c, title_similarity=near.get(c.product.id)) for c in found.candidates]
        return replace(found, candidates=titled, title_model=self._embedder.model.key)

    async def _vector(self, text: str) -> Vector | None:
        """Returns the vector of the text, or None for a text without meaning or a failure."""
        if not text:
            return None
        try:
            async with asyncio.timeout(self._embed_within_s):
                (row,) = await self._embedder.embed([text])
        except Exception as error:  # a list without this similarity is better than none
            reason = str(error) or type(error).__name__
            log.warning("recommendations.title_embedder_failed", error=reason)
            return None
        return row if row.any() else None
