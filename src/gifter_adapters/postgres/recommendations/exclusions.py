"""Finds the products whose text names refused words, once in a search, by the text index.

Checking each product in each statement of a search would take most of the search's time.
"""

from collections.abc import Sequence

import asyncpg

_RULED_OUT = """
SELECT p.id FROM product_mirror p
WHERE p.search @@ (
    SELECT string_agg('(' || words::text || ')', ' | ')::tsquery
    FROM unnest($1::text[]) phrase, plainto_tsquery('english', phrase) words
    WHERE numnode(words) > 0)
"""


_REPORTED = """
SELECT DISTINCT product_id FROM trait_report WHERE closed_at IS NULL AND code = ANY($1::text[])
"""


async def ids_reported(connection: asyncpg.Connection, codes: Sequence[str]) -> list[str]:
    """Returns the ids of products that users report to have one of the traits."""
    if not codes:
        return []
    return [row["product_id"] for row in await connection.fetch(_REPORTED, list(codes))]


async def ids_ruled_out(connection: asyncpg.Connection, avoid: Sequence[str]) -> list[str]:
    """Returns the ids of products whose text has all words of a refused phrase."""
    if not avoid:
        return []
    return [row["id"] for row in await connection.fetch(_RULED_OUT, list(avoid))]
