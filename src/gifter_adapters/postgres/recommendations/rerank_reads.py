"""Reads the facts of products that a language model may see."""

from collections.abc import Sequence

from sqlalchemy import text

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
    to_listed_product,
)
from gifter_adapters.postgres.core.database import Database
from gifter_domain.recommendations.reranking import RerankProduct

_PRODUCTS = text(f"""
    SELECT p.traits, {listed_columns(product="p", brand="b")}
    FROM {listed_from(product="p", brand="b")}
    WHERE p.id = ANY(:ids) AND {listed_where(product="p", brand="b")}
""")


class PostgresRerankReads:
    """Implements `RerankReads`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def products(self, product_ids: Sequence[str]) -> Sequence[RerankProduct]:
        async with self._database.reads() as connection:
            rows = await connection.execute(_PRODUCTS, {"ids": list(product_ids)})
        found = [(to_listed_product({**row}), row["traits"]) for row in rows]
        return [RerankProduct(one.id, frozenset(traits), one.price) for one, traits in found]
