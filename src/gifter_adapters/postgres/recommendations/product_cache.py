"""Keeps the products that searches found, so that each is read and built once for each version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
    to_listed_product,
)
from gifter_adapters.postgres.core.database import Database
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.candidates import KnownFacts

_KEPT = 20_000
_PRODUCTS = f"""
    SELECT {listed_columns(product="p", brand="b")}, p.traits,
           greatest(p.changed, b.changed) AS version
    FROM {listed_from(product="p", brand="b")}
    WHERE p.id = ANY($1::text[]) AND {listed_where(product="p", brand="b")}
"""


@dataclass(frozen=True, slots=True)
class KeptProduct:
    """A product with its traits, and the facts that ranking works out.

    `version` rises with each change of the product or its brand.
    """

    product: ListedProduct
    traits: frozenset[str]
    version: int
    facts: KnownFacts = field(default_factory=dict)


class ProductCache:
    """Reads products by their ids. Those that were found longest ago leave first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, KeptProduct] = {}

    async def products(self, versions: Mapping[str, int]) -> Mapping[str, KeptProduct]:
        """Returns the products by their ids, each at least as new as its version.

        Products that are no longer listed are absent.
        """
        found = {
            product_id: self._take(product_id, least) for product_id, least in versions.items()
        }
        missing = [product_id for product_id, kept in found.items() if kept is None]
        read = await self._read({each: versions[each] for each in missing}) if missing else {}
        known = {product_id: kept for product_id, kept in found.items() if kept is not None}
        self._keep(known | read)
        return known | read

    def _take(self, product_id: str, least: int) -> KeptProduct | None:
        kept = self._kept.get(product_id)
        return kept if kept is not None and kept.version >= least else None

    def _keep(self, products: Mapping[str, KeptProduct]) -> None:
        for product_id, kept in products.items():
            self._kept.pop(product_id, None)  # to the end, as the latest
            self._kept[product_id] = kept
        for product_id in list(self._kept)[: len(self._kept) - _KEPT]:
            del self._kept[product_id]

    async def _read(self, versions: Mapping[str, int]) -> dict[str, KeptProduct]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_PRODUCTS, list(versions))
        return {row["id"]: _to_kept(row, versions[row["id"]]) for row in rows}


def _to_kept(row: Mapping[str, Any], least: int) -> KeptProduct:
    # The version of the index counts changes of the vector too, which are no news here.
    version = max(row["version"], least)
    return KeptProduct(to_listed_product(row), frozenset(row["traits"]), version)
