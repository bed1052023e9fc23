"""Finds candidates by vector and by text within the constraints, and fills up with others."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from gifter_adapters.postgres.catalogue.access import TERMS, to_listed_product
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import Values
from gifter_adapters.postgres.recommendations import search_sql
from gifter_adapters.postgres.recommendations.conditions import where
from gifter_adapters.postgres.recommendations.exclusions import ids_reported, ids_ruled_out
from gifter_adapters.postgres.recommendations.lexemes import Lexemes, tsquery_of
from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import (
    Candidate,
    CandidateQuery,
    Constraints,
    Retrieval,
    Retrieved,
    Supply,
    Vector,
)
from gifter_domain.shared.money import Money

# Up to this many matching rows, an exact scan is as fast as the index and misses no product.
EXACT_UP_TO = 10_000


class PostgresCandidates:
    """Implements `CandidateSource`. All statements of a search see one snapshot."""

    def __init__(
        self,
        database: Database,
        model_id: Callable[[EmbeddingModel], Awaitable[int]],
        exact_up_to: int = EXACT_UP_TO,
    ) -> None:
        self._database = database
        self._model_id = model_id
        self._exact_up_to = exact_up_to
        self._lexemes = Lexemes(database)

    async def find(self, query: CandidateQuery) -> Retrieved:
        async with self._search(query) as search:
            return await search.run()

    async def supply(self, constraints: Constraints) -> Sequence[Supply]:
        async with self._search(CandidateQuery("", None, None, constraints)) as search:
            return await search.supply()

    async def current(
        self, product_ids: Sequence[str], constraints: Constraints
    ) -> Mapping[str, ListedProduct]:
        refused = await self._lexemes.of(constraints.avoid)
        values = Values()
        sql = search_sql.current(
            ids=values.bind(list(product_ids)),
            where=where(constraints, values),
            reported=values.bind(list(constraints.traits.reported)),
            refused=values.bind(tsquery_of(refused)),
        )
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(sql, *values.bound)
        return {row["id"]: to_listed_product(row) for row in rows}

    @asynccontextmanager
    async def _search(self, query: CandidateQuery) -> AsyncIterator["_Search"]:
        model_id = None if query.model is None else await self._model_id(query.model)
        async with (
            self._database.raw_reads() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute(search_sql.SETTINGS)
            ruled_out = [
                *await ids_ruled_out(connection, query.constraints.avoid),
                *await ids_reported(connection, query.constraints.traits.reported),
            ]
            yield _Search(
                connection,
                query,
                model_id=model_id,
                exact_up_to=self._exact_up_to,
                ruled_out=ruled_out,
            )


class _Search:
    """Runs one query on one connection."""

    def __init__(
        self,
        connection: asyncpg.Connection,
        query: CandidateQuery,
        *,
        model_id: int | None,
        exact_up_to: int,
        ruled_out: Sequence[str],
    ) -> None:
        self._connection = connection
        self._query = query
        self._model_id = model_id
        self._exact_up_to = exact_up_to
        self._ruled_out = ruled_out

    async def run(self) -> Retrieved:
        matching = await self._count_matching()
        exact = matching <= self._exact_up_to
        terms = await self._connection.fetch(TERMS, self._query.text)
        queries, idfs = [row["query"] for row in terms], [row["idf"] for row in terms]
        by_text = await self._by_text(queries, idfs)
        by_vector, retrieval = await self._by_vector(exact, matching)
        found = dict.fromkeys([*by_text, *by_vector])
        if len(found) < min(self._query.depth, matching):
            found |= dict.fromkeys(await self._others(list(found)))
        candidates = await self._candidates(list(found), queries, idfs)
        return Retrieved(candidates, retrieval)

    async def supply(self) -> Sequence[Supply]:
        """Returns the lowest and the highest price in each currency."""
        values = Values()
        sql = search_sql.prices_by_currency(where=self._where(values))
        rows = await self._connection.fetch(sql, *values.bound)
        return [
            Supply(*(Money(row[end], row["currency"]) for end in ("cheapest", "dearest")))
            for row in rows
        ]

    async def _count_matching(self) -> int:
        """Counts the products that satisfy the constraints, as far as the number matters."""
        values = Values()
        enough = max(self._exact_up_to, self._query.depth) + 1
        sql = search_sql.count_up_to(enough, where=self._where(values))
        return int(await self._connection.fetchval(sql, *values.bound))

    async def _by_text(self, queries: Sequence[str], idfs: Sequence[float]) -> Sequence[str]:
        """Returns the ids that best match any of the words."""
        if not queries:
            return []
        values = Values()
        sql = search_sql.best_by_text(
            queries=values.bind(queries),
            idfs=values.bind(idfs),
            where=self._where(values),
            depth=self._query.depth,
        )
        return await self._ids(sql, values)

    async def _by_vector(self, exact: bool, matching: int) -> tuple[Sequence[str], Retrieval]:
        """Returns the nearest ids and how they were found. Scans where the index found too few."""
        vector = self._query.vector
        if self._model_id is None or vector is None or not vector.any():
            return [], "text"
        if not exact:
            found = await self._nearest(vector, self._model_id, indexed=True)
            if len(found) >= min(self._query.depth, matching):
                return found, "hnsw"
        return await self._nearest(vector, self._model_id, indexed=False), "exact"

    async def _nearest(self, vector: Vector, model_id: int, *, indexed: bool) -> Sequence[str]:
        values = Values()
        statement = search_sql.nearest_indexed if indexed else search_sql.nearest_exact
        sql = statement(
            distance=search_sql.distance_to(values.bind(vector), dims=len(vector)),
            model_id=model_id,
            where=self._where(values),
            depth=self._query.depth,
        )
        return await self._ids(sql, values)

    async def _others(self, found: Sequence[str]) -> Sequence[str]:
        """Returns ids that satisfy the constraints and that neither text nor vector found."""
        values = Values()
        sql = search_sql.featured_first(
            where=self._where(values),
            found=values.bind(found),
            limit=self._query.depth - len(found),
        )
        return await self._ids(sql, values)

    async def _ids(self, sql: str, values: Values) -> Sequence[str]:
        return [row["id"] for row in await self._connection.fetch(sql, *values.bound)]

    async def _candidates(
        self, ids: Sequence[str], queries: Sequence[str], idfs: Sequence[float]
    ) -> Sequence[Candidate]:
        rows = await self._connection.fetch(
            search_sql.CANDIDATES, ids, self._model_id, queries, idfs
        )
        return [_to_candidate(row) for row in rows]

    def _where(self, values: Values) -> str:
        return where(self._query.constraints, values, self._ruled_out)


def _to_candidate(row: Mapping[str, Any]) -> Candidate:
    embedding = row["embedding"]
    return Candidate(
        product=to_listed_product(row),
        lexical=row["score"],
        coverage=row["coverage"],
        vector=None if embedding is None else embedding.to_numpy(),
        traits=frozenset(row["traits"]),
    )
