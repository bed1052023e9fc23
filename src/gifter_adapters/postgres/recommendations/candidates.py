"""Candidates by vector and by text, within hard filters and never fewer than there are."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg

from gifter_adapters.postgres.catalogue.access import (
    LISTED_COLUMNS_SQL,
    LISTED_FROM_SQL,
    LISTED_WHERE_SQL,
    to_listed_product,
)
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.exclusions import ids_ruled_out
from gifter_domain.ai.embedding import EmbeddingModel
from gifter_domain.recommendations.candidates import (
    Candidate,
    CandidateQuery,
    Retrieval,
    Retrieved,
)

# Up to this many matching rows an exact scan is as quick as the index, and misses nothing.
EXACT_UP_TO = 10_000
_FETCH_MORE = 3  # the index's order is approximate: sorting more of it exactly repairs the top
_EF_SEARCH = 200

# Custom plans: a generic one would not know how selective the filters are, nor use the index.
_SETTINGS = f"""
    SET LOCAL plan_cache_mode = force_custom_plan;
    SET LOCAL hnsw.iterative_scan = relaxed_order;
    SET LOCAL hnsw.ef_search = {_EF_SEARCH};
"""

# Each word of a text as a tsquery, and how much it says: the rarer, the more (BM25's idf).
_TERMS = r"""
    SELECT quoted AS query, ln(1 + (total - found + 0.5) / (found + 0.5)) AS idf
    FROM (SELECT count(*)::float8 AS total FROM product_mirror) size,
         unnest(to_tsvector('english', $1)) word,
         LATERAL (SELECT '''' || replace(replace(word.lexeme, '\', '\\'), '''', '''''') || ''''
                         AS quoted) quoting,
         LATERAL (SELECT count(*)::float8 AS found FROM product_mirror
                  WHERE search @@ quoted::tsquery) counting
"""
# ts_rank of one word grows with its occurrences much as BM25's saturation does (from 0.61 towards
# 1), so idf * ts_rank, damped by length, is BM25 in all but name, and needs no other index. The
# weights are those of D, C, B and A.
_TEXT_SCORE = """
    sum(term.idf * ts_rank('{0.7, 0.8, 0.85, 1}', p.search, term.query))
    / (ln(length(p.search) + 1) / ln(2) + 20)
"""
_TERM = "unnest({queries}::text[]::tsquery[], {idfs}::float8[]) AS term(query, idf)"

# OFFSET 0 keeps the planner from ordering by the HNSW index, which would lose rows to the filters.
_EXACT = f"""
    SELECT id FROM (
        SELECT p.id, {{distance}} AS distance
        FROM {LISTED_FROM_SQL} JOIN product_embedding e ON e.product_id = p.id AND {{model}}
        WHERE {{where}} OFFSET 0
    ) scanned ORDER BY distance, id LIMIT {{depth}}
"""
_INDEXED = f"""
    WITH near AS MATERIALIZED (
        SELECT p.id, {{distance}} AS distance
        FROM {LISTED_FROM_SQL} JOIN product_embedding e ON e.product_id = p.id AND {{model}}
        WHERE {{where}} ORDER BY {{distance}} LIMIT {{more}}
    )
    SELECT id FROM near ORDER BY distance, id LIMIT {{depth}}
"""


@dataclass(slots=True)
class _Values:
    """The values of a statement's placeholders."""

    bound: list[object] = field(default_factory=list)

    def bind(self, value: object) -> str:
        self.bound.append(value)
        return f"${len(self.bound)}"


class PostgresCandidates:
    """Implements `CandidateSource`; all statements of a search see one snapshot."""

    def __init__(
        self,
        database: Database,
        model_id: Callable[[EmbeddingModel], Awaitable[int]],
        exact_up_to: int = EXACT_UP_TO,
    ) -> None:
        self._database = database
        self._model_id = model_id
        self._exact_up_to = exact_up_to

    async def find(self, query: CandidateQuery) -> Retrieved:
        model_id = None if query.model is None else await self._model_id(query.model)
        async with (
            self._database.raw_reads() as connection,
            connection.transaction(isolation="repeatable_read", readonly=True),
        ):
            await connection.execute(_SETTINGS)
            ruled_out = await ids_ruled_out(connection, query.constraints)
            return await _Search(connection, query, model_id, self._exact_up_to, ruled_out).run()


class _Search:
    """One query on one connection."""

    def __init__(
        self,
        connection: asyncpg.Connection,
        query: CandidateQuery,
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
        terms = await self._connection.fetch(_TERMS, self._query.text)
        queries, idfs = [row["query"] for row in terms], [row["idf"] for row in terms]
        by_text = await self._by_text(queries, idfs)
        by_vector, retrieval = await self._by_vector(exact, matching)
        found = dict.fromkeys([*by_text, *by_vector])
        if len(found) < min(self._query.depth, matching):
            found |= dict.fromkeys(await self._others(list(found)))
        candidates = await self._candidates(list(found), queries, idfs)
        return Retrieved(candidates, retrieval)

    async def _count_matching(self) -> int:
        """How many products satisfy the constraints, counted as far as it matters."""
        values = _Values()
        enough = max(self._exact_up_to, self._query.depth) + 1
        sql = f"""
            SELECT count(*) FROM (SELECT FROM {LISTED_FROM_SQL}
            WHERE {self._where(values)} LIMIT {enough}) matching
        """
        return int(await self._connection.fetchval(sql, *values.bound))

    async def _by_text(self, queries: Sequence[str], idfs: Sequence[float]) -> Sequence[str]:
        """The ids that best match any of the words."""
        if not queries:
            return []
        values = _Values()
        term = _TERM.format(queries=values.bind(queries), idfs=values.bind(idfs))
        return await self._ids(
            f"""
            SELECT p.id FROM {term} JOIN product_mirror p ON p.search @@ term.query
            JOIN brand_mirror b ON b.id = p.brand_id
            WHERE {self._where(values)}
            GROUP BY p.id ORDER BY {_TEXT_SCORE} DESC, p.id LIMIT {self._query.depth}
            """,
            values,
        )

    async def _by_vector(self, exact: bool, matching: int) -> tuple[Sequence[str], Retrieval]:
        """The nearest ids, and how they were found; exactly where the index gave up too early."""
        if self._model_id is None or self._query.vector is None or not self._query.vector.any():
            return [], "text"
        if not exact:
            found = await self._nearest(_INDEXED)
            if len(found) >= min(self._query.depth, matching):
                return found, "hnsw"
        return await self._nearest(_EXACT), "exact"

    async def _nearest(self, template: str) -> Sequence[str]:
        values = _Values()
        dims = 0 if self._query.vector is None else len(self._query.vector)
        sql = template.format(
            distance=f"e.embedding::vector({dims}) <=> {values.bind(self._query.vector)}",
            # The partial index is used only when the query names its model literally.
            model=f"e.model_id = {self._model_id:d}",
            where=self._where(values),
            depth=self._query.depth,
            more=self._query.depth * _FETCH_MORE,
        )
        return await self._ids(sql, values)

    async def _others(self, found: Sequence[str]) -> Sequence[str]:
        """Ids that satisfy the constraints and were not found by what they say."""
        values = _Values()
        sql = f"""
            SELECT p.id FROM {LISTED_FROM_SQL} WHERE {self._where(values)}
            AND p.id <> ALL({values.bind(found)}::text[])
            ORDER BY p.is_featured DESC, p.created_at DESC, p.id
            LIMIT {self._query.depth - len(found)}
        """
        return await self._ids(sql, values)

    async def _ids(self, sql: str, values: _Values) -> Sequence[str]:
        return [row["id"] for row in await self._connection.fetch(sql, *values.bound)]

    async def _candidates(
        self, ids: Sequence[str], queries: Sequence[str], idfs: Sequence[float]
    ) -> Sequence[Candidate]:
        term = _TERM.format(queries="$3", idfs="$4")
        sql = f"""
            SELECT {LISTED_COLUMNS_SQL}, e.embedding, coalesce(met.score, 0) AS score,
                   coalesce(met.coverage, 0) AS coverage
            FROM {LISTED_FROM_SQL}
            LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $2
            CROSS JOIN LATERAL (
                SELECT {_TEXT_SCORE} AS score,
                       sum(term.idf) / (SELECT sum(idf) FROM unnest($4::float8[]) idf) AS coverage
                FROM {term} WHERE p.search @@ term.query
            ) met
            WHERE p.id = ANY($1::text[])
        """
        rows = await self._connection.fetch(sql, ids, self._model_id, queries, idfs)
        return [_to_candidate(row) for row in rows]

    def _where(self, values: _Values) -> str:
        """The conditions that every candidate must meet, as SQL over `p` and `b`."""
        constraints, budget = self._query.constraints, self._query.constraints.budget
        conditions: dict[str, object] = {
            "p.price_currency = {}": budget and budget.currency,
            "p.price_minor >= {}": budget and budget.min_minor,
            "p.price_minor <= {}": budget and budget.max_minor,
            "p.id <> ALL({}::text[])": [*constraints.exclude_product_ids, *self._ruled_out] or None,
            "p.brand_id <> ALL({}::text[])": list(constraints.exclude_brand_ids) or None,
        }
        asked = [
            sql.format(values.bind(value)) for sql, value in conditions.items() if value is not None
        ]
        in_stock = [] if constraints.include_out_of_stock else ["p.in_stock"]
        return " AND ".join([LISTED_WHERE_SQL, *in_stock, *asked])


def _to_candidate(row: Mapping[str, Any]) -> Candidate:
    embedding = row["embedding"]
    return Candidate(
        product=to_listed_product(row),
        lexical=row["score"],
        coverage=row["coverage"],
        vector=None if embedding is None else embedding.to_numpy(),
    )
