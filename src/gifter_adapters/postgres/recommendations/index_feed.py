"""Reads the facts of products for the index: all of them, and those that changed since.

`changed` is the number of the transaction that last wrote a row. Transactions commit in any order,
so a reading names the lowest number that may still be running: later readings begin there.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any

from gifter_adapters.postgres.catalogue.access import listed_where
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.recommendations.product_index.segment import IndexedProduct

_PAGE = 2_000
# Numbers from the next one on are those of another server, from which the data was restored.
_FIRST_RUNNING = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
_NEXT = "pg_snapshot_xmax(pg_current_snapshot())::text::bigint"


def _products(where: str) -> str:
    """Returns the statement with the columns in the order of the fields of `IndexedProduct`."""
    return f"""
        SELECT p.id, coalesce({listed_where(product="p", brand="b")}, false) AS listed,
               p.in_stock, p.is_featured, extract(epoch FROM p.created_at)::float8 AS created,
               p.price_minor, p.price_currency AS currency, p.brand_id, p.traits,
               p.search::text AS search, greatest(p.changed, b.changed, e.changed) AS version,
               e.embedding AS vector
        FROM product_mirror p LEFT JOIN brand_mirror b ON b.id = p.brand_id
        LEFT JOIN product_embedding e ON e.product_id = p.id AND e.model_id = $1
        WHERE {where}
    """


_AFTER = _products(f"p.id > $2 ORDER BY p.id LIMIT {_PAGE}")
_CHANGED = _products(f"""
    p.id IN (
        SELECT id FROM product_mirror WHERE changed >= $2 AND changed < {_NEXT}
        UNION
        SELECT product_id FROM product_embedding WHERE changed >= $2 AND changed < {_NEXT}
        UNION
        SELECT of_brand.id FROM brand_mirror changed
        JOIN product_mirror of_brand ON of_brand.brand_id = changed.id
        WHERE changed.changed >= $2 AND changed.changed < {_NEXT})
""")
_REPORTED = """
    SELECT code, array_agg(DISTINCT product_id) AS product_ids
    FROM trait_report WHERE closed_at IS NULL GROUP BY code
"""

_PUBLISH = """
    WITH gone AS (DELETE FROM index_process WHERE refreshed_at < now() - interval '1 day')
    INSERT INTO index_process (id, refreshed_at, products, most_behind_s)
    VALUES ($1, now(), $2, $3)
    ON CONFLICT (id) DO UPDATE SET refreshed_at = excluded.refreshed_at,
        products = excluded.products, most_behind_s = excluded.most_behind_s
"""
_WITHDRAW = "DELETE FROM index_process WHERE id = $1"


class IndexFeed:
    """Reads products with their vectors of one model."""

    def __init__(self, database: Database, model_id: int) -> None:
        self._database = database
        self._model_id = model_id

    async def first_running(self) -> int:
        """Returns the lowest number of a change that may not have been committed yet."""
        async with self._database.raw_reads() as connection:
            return int(await connection.fetchval(_FIRST_RUNNING))

    async def pages(self) -> AsyncIterator[Sequence[IndexedProduct]]:
        """Yields all products in pages, in the order of their ids."""
        after = ""
        while True:
            async with self._database.raw_reads() as connection:
                rows = await connection.fetch(_AFTER, self._model_id, after)
            if not rows:
                return
            yield [_to_product(row) for row in rows]
            after = rows[-1]["id"]

    async def changed_since(self, number: int) -> Sequence[IndexedProduct]:
        """Returns the products that changed from this number on, some perhaps not for the first
        time.
        """
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_CHANGED, self._model_id, number)
        return [_to_product(row) for row in rows]

    async def reported(self) -> Mapping[str, Sequence[str]]:
        """Returns the ids of the products that open reports name, by the code of the trait."""
        async with self._database.raw_reads() as connection:
            return {row["code"]: row["product_ids"] for row in await connection.fetch(_REPORTED)}

    async def publish(self, process: str, products: int, most_behind_s: float) -> None:
        """Stores the state of this process's index, for `gifter doctor`."""
        async with self._database.autocommit() as connection:
            await connection.driver.execute(_PUBLISH, process, products, most_behind_s)

    async def withdraw(self, process: str) -> None:
        """Deletes that state when the process ends."""
        async with self._database.autocommit() as connection:
            await connection.driver.execute(_WITHDRAW, process)


def _to_product(row: Mapping[str, Any]) -> IndexedProduct:
    values = [*row.values()]
    if values[-1] is not None:
        values[-1] = values[-1].to_numpy()
    return IndexedProduct(*values)
