"""Reads and writes the mirror: the rows that changes affect, or all rows in order."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select, text, union
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.dialects.postgresql.dml import Insert

from gifter_adapters.postgres.catalogue import rows
from gifter_adapters.postgres.catalogue.locking import CATALOGUE_LOCK, PRODUCT_LOCKS, product_locks
from gifter_adapters.postgres.catalogue.tables import brand_mirror, product_mirror, variant_mirror
from gifter_adapters.postgres.core.connection import Connection, Record
from gifter_domain.catalogue.derived import ProductState, States
from gifter_domain.catalogue.mirror import Brand, Change, Mirror, Product, Variant
from gifter_domain.shared.system import Clock, IdFactory
from gifter_domain.shared.threads import computed_from

_PAGE = 200


def _any(name: str) -> ColumnElement[Any]:
    """Returns the right side of `== _any("ids")`, so that one statement fits any number of ids."""
    return func.any(bindparam(name, type_=ARRAY(TEXT)))


_ONE_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

_BRANDS = select(brand_mirror).where(brand_mirror.c.payload_brand_id == _any("brand_ids"))
_LOCKED_BRAND = (
    select(brand_mirror)
    .where(brand_mirror.c.payload_brand_id == bindparam("brand_id"))
    .with_for_update(key_share=True)
)
_LONE_BRANDS = (
    select(brand_mirror)
    .where(~exists().where(product_mirror.c.brand_id == brand_mirror.c.id))
    .order_by(brand_mirror.c.payload_brand_id.collate("C"))
)
_DERIVED = {
    "embedding_text",
    "text_hash",
    "search",
    "traits",
    "facts_hash",
    "judged",
    "changed",
}  # long texts, computed again on each write
_PRODUCTS: Select[Any] = select(
    *(column for column in product_mirror.c if column.name not in _DERIVED),
    brand_mirror.c.payload_brand_id,
).select_from(product_mirror.outerjoin(brand_mirror))
_NAMED_PRODUCTS = _PRODUCTS.where(
    product_mirror.c.id.in_(
        union(
            select(product_mirror.c.id).where(
                product_mirror.c.payload_product_id == _any("product_ids")
            ),
            select(variant_mirror.c.product_id).where(
                variant_mirror.c.payload_variant_id == _any("variant_ids")
            ),
        )
    )
)
_PRODUCTS_OF_BRANDS = _PRODUCTS.where(brand_mirror.c.payload_brand_id == _any("brand_ids"))
_PRODUCTS_AFTER = (
    _PRODUCTS.where(product_mirror.c.payload_product_id > bindparam("after"))
    .order_by(product_mirror.c.payload_product_id)
    .limit(_PAGE)
)
_PRODUCT_IDS = select(product_mirror.c.id).where(
    product_mirror.c.payload_product_id == _any("product_ids")
)
_UPSERT_ONE_PRODUCT = rows.UPSERT_PRODUCT.returning(product_mirror.c.id)
_VARIANTS = (
    select(variant_mirror, product_mirror.c.payload_product_id)
    .select_from(variant_mirror.join(product_mirror))
    .where(variant_mirror.c.product_id == _any("ids"))
)


class PostgresCatalogue:
    """Implements `CatalogueMirror`."""

    def __init__(self, connection: Connection, ids: IdFactory, clock: Clock) -> None:
        self._connection = connection
        self._ids = ids
        self._clock = clock
        self._own_ids: dict[str, str] = {}  # of products that were written one at a time

    async def lock(self) -> None:
        await self._connection.execute(CATALOGUE_LOCK)

    async def lock_product(self, product: Product, variants: Sequence[Variant]) -> None:
        ids = [variant.payload_variant_id for variant in variants]
        keys = product_locks(product.payload_product_id, ids)
        await self._connection.execute(PRODUCT_LOCKS, {"keys": keys})

    async def locked_brand(self, payload_brand_id: str) -> Brand:
        params = {"brand_id": payload_brand_id}
        return rows.to_brand((await self._connection.execute(_LOCKED_BRAND, params)).one())

    async def affected_by(self, changes: Sequence[Change]) -> Mirror:
        params = {
            "product_ids": [c.product.payload_product_id for c in changes if c.product],
            "variant_ids": [v.payload_variant_id for c in changes for v in c.variants],
        }
        brands = {c.brand.payload_brand_id for c in changes if c.brand}
        products = await self._rows(_NAMED_PRODUCTS, params) if params["product_ids"] else []
        return await self._with_parts(products, brands)

    async def products_of_brands(self, payload_brand_ids: Sequence[str]) -> Mirror:
        products = await self._rows(_PRODUCTS_OF_BRANDS, {"brand_ids": list(payload_brand_ids)})
        return await self._with_parts(products, ())

    async def _with_parts(self, products: Sequence[Record], brand_ids: Iterable[str]) -> Mirror:
        """Returns a mirror of the products, their variants and brands, and the brands with ids."""
        ids = [row.id for row in products]
        wanted = {row.payload_brand_id for row in products if row.payload_brand_id} | {*brand_ids}
        variants = await self._rows(_VARIANTS, {"ids": ids}) if ids else []
        brands = await self._rows(_BRANDS, {"brand_ids": sorted(wanted)}) if wanted else []
        return await computed_from(
            len(brands) + len(products) + len(variants),
            lambda: Mirror(
                {row.payload_brand_id: rows.to_brand(row) for row in brands},
                {row.payload_product_id: rows.to_product(row) for row in products},
                {row.payload_variant_id: rows.to_variant(row) for row in variants},
            ),
        )

    async def save(self, states: States) -> None:
        await self._write(rows.UPSERT_BRAND, rows.brand_row, states.brands.values())
        await self._write_products(states.products)
        await self._write(rows.UPSERT_VARIANT, rows.variant_row, states.variants.values())

    async def _write_products(self, products: Mapping[str, ProductState]) -> None:
        if len(products) == 1:
            ((key, state),) = products.items()
            params = self._params(rows.product_row(state))
            written = await self._connection.execute(_UPSERT_ONE_PRODUCT, params)
            self._own_ids[key] = written.one().id
        else:
            await self._write(rows.UPSERT_PRODUCT, rows.product_row, products.values())

    async def _write(
        self, upsert: Insert, to_row: Callable[[Any], dict[str, Any]], items: Iterable[Any]
    ) -> None:
        await self._connection.execute_each(
            upsert, [*items], lambda item: self._params(to_row(item))
        )

    def _params(self, row: dict[str, Any]) -> dict[str, Any]:
        return row | {"id": self._ids.new_id(), "updated_at": self._clock.now()}

    async def product_ids(self, payload_product_ids: Sequence[str]) -> Sequence[str]:
        if self._own_ids.keys() >= set(payload_product_ids):
            return [self._own_ids[key] for key in payload_product_ids]
        found = await self._rows(_PRODUCT_IDS, {"product_ids": list(payload_product_ids)})
        return [row.id for row in found]

    async def export(self) -> AsyncIterator[Change]:
        await self._connection.execute(_ONE_SNAPSHOT)
        for row in await self._rows(_LONE_BRANDS, {}):
            yield Change(brand=rows.to_brand(row))
        after = ""
        while page := await self._rows(_PRODUCTS_AFTER, {"after": after}):
            for change in _product_changes(await self._with_parts(page, ())):
                yield change
            after = page[-1].payload_product_id

    async def _rows(self, statement: Select[Any], params: dict[str, Any]) -> Sequence[Record]:
        return await self._connection.execute(statement, params)


def _product_changes(mirror: Mirror) -> Iterable[Change]:
    """Yields one change for each product, in order, with its variants sorted by id."""
    variants: dict[str, list[Variant]] = defaultdict(list)
    for _, variant in sorted(mirror.variants.items()):
        variants[variant.payload_product_id].append(variant)
    for key, product in mirror.products.items():
        brand_id = product.content.payload_brand_id if product.content else None
        brand = mirror.brands[brand_id] if brand_id else None
        yield Change(product, brand, tuple(variants[key]))
