"""Finds candidates in the index of this process, or by SQL while there is none."""

import asyncio
from collections.abc import Mapping, Sequence

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.lexemes import Lexemes
from gifter_adapters.postgres.recommendations.product_cache import KeptProduct, ProductCache
from gifter_adapters.postgres.recommendations.product_index.filters import Filters
from gifter_adapters.postgres.recommendations.product_index.index import Index
from gifter_adapters.postgres.recommendations.product_index.search import Hit, Search, search
from gifter_adapters.postgres.recommendations.resident_index import ResidentIndex
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import (
    Candidate,
    CandidateQuery,
    CandidateSource,
    Constraints,
    Retrieved,
    Supply,
)


class IndexedCandidates:
    """Implements `CandidateSource`.

    The index is up to some seconds behind the database, so a candidate may have changed since:
    `current` asks the database.
    """

    def __init__(self, database: Database, index: ResidentIndex, by_sql: CandidateSource) -> None:
        self._index = index
        self._by_sql = by_sql
        self._lexemes = Lexemes(database)
        self._products = ProductCache(database)

    async def find(self, query: CandidateQuery) -> Retrieved:
        index = self._index.current()
        if index is None or query.model not in (None, self._index.model):
            return await self._by_sql.find(query)
        wanted = await self._wanted(query, index)
        hits = await asyncio.to_thread(search, index.parts, wanted)
        products = await self._products.products({hit.id: hit.version for hit in hits})
        candidates = [
            _candidate(hit, kept) for hit in hits if (kept := products.get(hit.id)) is not None
        ]
        return Retrieved(candidates, "text" if wanted.vector is None else "exact")

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        return await self._by_sql.supply(constraints)

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        return await self._by_sql.current(product_ids, constraints)

    async def _wanted(self, query: CandidateQuery, index: Index) -> Search:
        constraints = query.constraints
        words, *refused = await self._lexemes.of([query.text, *constraints.avoid])
        reported = [
            product_id
            for code in constraints.traits.forbidden
            for product_id in index.reported.get(code, ())
        ]
        vector = query.vector if query.vector is not None and query.vector.any() else None
        filters = Filters(constraints, [frozenset(one) for one in refused if one], reported)
        return Search(words, vector, filters, query.depth)


def _candidate(hit: Hit, kept: KeptProduct) -> Candidate:
    return Candidate(
        product=kept.product,
        lexical=hit.lexical,
        coverage=hit.coverage,
        vector=hit.vector,
        traits=kept.traits,
        known=kept.facts,
    )
