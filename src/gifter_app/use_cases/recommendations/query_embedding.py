"""Embeds queries: their texts, and the typical gifts for them, which are embedded once."""

from collections.abc import Sequence

from gifter_domain.ai.embedding import Embedder
from gifter_domain.recommendations.candidates import Vector
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.features import QueryVectors, query_vectors
from gifter_domain.recommendations.typical_gifts import typical_gifts


class QueryEmbedder:
    """Makes the vectors to search and rank by. Keeps those of typical gifts in memory."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._gifts: dict[str, Vector] = {}

    async def vectors(self, query: GiftQuery, taste: Vector | None = None) -> QueryVectors:
        """Embeds the query's text together with the typical gifts that were never embedded."""
        groups = typical_gifts(query)
        gifts = dict.fromkeys(gift for listed in groups.values() for gift in listed)
        missing = [gift for gift in gifts if gift not in self._gifts]
        texts = [*missing, *filter(None, [query.search_text])]
        rows: Sequence[Vector] = list(await self._embedder.embed(texts)) if texts else []
        self._gifts |= dict(zip(missing, rows, strict=False))
        text = rows[-1] if query.search_text and rows[-1].any() else None
        typical = {
            group: [self._gifts[gift] for gift in listed] for group, listed in groups.items()
        }
        return query_vectors(query, text, typical, taste)
