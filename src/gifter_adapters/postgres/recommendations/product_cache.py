"""Keeps the products that searches found, so that each is read and built once for each version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
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
    """Reads products by their ids, and keeps a limited number: the first ones leave first."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, KeptProduct] = {}

    async def products(self, versions: Mapping[str, int]) -> Mapping[str, KeptProduct]:
        """Returns the products by their ids, each at least as new as its version.

        Products that are no longer listed are absent.
        """
        kept = self._kept
        found = {
            product_id: known
            for product_id, least in versions.items()
            if (known := kept.get(product_id)) is not None and known.version >= least
        }
        if len(found) < len(versions):
            read = await self._read({i: v for i, v in versions.items() if i not in found})
            self._keep(read)
            found |= read
        return found

    def _keep(self, products: Mapping[str, KeptProduct]) -> None:
        self._kept |= products
        for product_id in list(islice(self._kept, max(0, len(self._kept) - _KEPT))):
            del self._kept[product_id]

    async def _read(self, versions: Mapping[str, int]) -> dict[str, KeptProduct]:
        async with self._database.raw_reads() as connection:
            rows = await connection.fetch(_PRODUCTS, list(versions))
        return {row["id"]: _to_kept(row, versions[row["id"]]) for row in rows}


def _to_kept(row: Mapping[str, Any], least: int) -> KeptProduct:
    # The version of the index counts changes of the vector too, which are no news here.
    version = max(row["version"], least)
    return KeptProduct(to_listed_product(row), frozenset(row["traits"]), version)
