"""Reads the words by which products are found, to repair those of searches that find nothing."""

import asyncio
import time
from collections.abc import Sequence

from gifter_adapters.postgres.catalogue.access import listed_from, listed_where
from gifter_adapters.postgres.core.database import Database
from gifter_domain.language.spelling import Vocabulary

_UNKNOWN = f"""
    SELECT word FROM unnest($1::text[]) WITH ORDINALITY AS asked(word, place),
         LATERAL (SELECT plainto_tsquery('english', word) AS query) words
    WHERE numnode(query) > 0 AND NOT EXISTS (
        SELECT FROM {listed_from(product="p", brand="b")}
        WHERE {listed_where(product="p", brand="b")} AND p.search @@ query)
    ORDER BY place
"""
# A catalogue of millions of titles has hardly more words than 200,000 of them.
_WORDS = """
    SELECT word, ndoc FROM ts_stat('
        SELECT to_tsvector(''simple'', p.title || '' '' || b.name) FROM product_mirror p
        JOIN brand_mirror b ON b.id = p.brand_id
        WHERE p.listed AND b.status = ''approved'' LIMIT 200000')
    WHERE length(word) BETWEEN 3 AND 24
"""
# Reading takes a fifth of a second with 20,000 products. So it takes a twentieth of the time.
_KEPT_FOR_READINGS = 20


class PostgresSearchWords:
    """Implements `SearchWords`. Keeps the vocabulary for a while, longer if it is large."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._vocabulary = Vocabulary({})
        self._kept_until = 0.0
        self._reading = asyncio.Lock()

    async def unknown(self, words: Sequence[str]) -> Sequence[str]:
        async with self._database.raw_reads() as connection:
            return [row["word"] for row in await connection.fetch(_UNKNOWN, list(words))]

    async def vocabulary(self) -> Vocabulary:
        async with self._reading:
            if time.monotonic() >= self._kept_until:
                await self._read()
        return self._vocabulary

    async def _read(self) -> None:
        started = time.monotonic()
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_WORDS)
        frequencies = {row["word"]: row["ndoc"] for row in rows}
        self._vocabulary = await asyncio.to_thread(Vocabulary, frequencies, 1)
        ended = time.monotonic()
        self._kept_until = ended + _KEPT_FOR_READINGS * (ended - started)
