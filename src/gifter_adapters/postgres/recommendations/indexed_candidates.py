"""Finds candidates in the index of this process, or by SQL while there is none."""

import asyncio
from collections.abc import Mapping, Sequence

from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.lexemes import Lexemes
from gifter_adapters.postgres.recommendations.product_cache import ProductCache
from gifter_adapters.postgres.recommendations.product_index.filters import Filters
from gifter_adapters.postgres.recommendations.product_index.index import Index
from gifter_adapters.postgres.recommendations.product_index.search import Hits, Search, search
from gifter_adapters.postgres.recommendations.product_index.supply import supply
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

# An index of so many products is searched within a millisecond; a thread would cost a fifth of it.
_SEARCHED_AT_ONCE = 20_000


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
        if index.size <= _SEARCHED_AT_ONCE:
            found = search(index.parts, wanted)
        else:
            found = await asyncio.to_thread(search, index.parts, wanted)
        candidates = [one for hits in found for one in await self._candidates(hits)]
        return Retrieved(candidates, "text" if wanted.vector is None else "exact")

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        index = self._index.current()
        if index is None:
            return await self._by_sql.supply(constraints)
        refused = await self._lexemes.of(constraints.avoid)
        return supply(index.parts, _filters(constraints, refused, index))

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        return await self._by_sql.current(product_ids, constraints)

    async def _candidates(self, hits: Hits) -> Sequence[Candidate]:
        """Returns the hits with their products, without those that are listed no more."""
        segment, rows = hits.segment, hits.rows
        ids = [segment.ids[row] for row in rows.tolist()]
        products = await self._products.products(
            dict(zip(ids, segment.version[rows].tolist(), strict=True))
        )
        columns = (ids, hits.lexical.tolist(), hits.coverage.tolist(), segment.vectors.of(rows))
        return [
            Candidate(
                product=kept.product,
                lexical=lexical,
                coverage=coverage,
                vector=vector if embedded else None,
                traits=kept.traits,
                known=kept.facts,
            )
            for product_id, lexical, coverage, vector, embedded in zip(
                *columns, segment.embedded[rows].tolist(), strict=True
            )
            if (kept := products.get(product_id)) is not None
        ]

    async def _wanted(self, query: CandidateQuery, index: Index) -> Search:
        words, *refused = await self._lexemes.of([query.text, *query.constraints.avoid])
        vector = query.vector if query.vector is not None and query.vector.any() else None
        return Search(words, vector, _filters(query.constraints, refused, index), query.depth)


def _filters(constraints: Constraints, refused: Sequence[Sequence[str]], index: Index) -> Filters:
    reported = [
        product_id
        for code in constraints.traits.reported
        for product_id in index.reported.get(code, ())
    ]
    return Filters(constraints, [frozenset(words) for words in refused if words], reported)
