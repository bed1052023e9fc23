"""Reads products and brands for people who browse the catalogue."""

from collections.abc import Sequence

import asyncpg

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
    to_listed_product,
)
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import Values
from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.catalogue.reads import (
    BrandNotFound,
    ListedBrand,
    ListedVariant,
    ProductFilter,
    ProductNotFound,
)
from gifter_domain.shared.money import Money
from gifter_domain.shared.pages import Page, PageRequest, page_of

_PRODUCTS = f"""
    SELECT {listed_columns(product="p", brand="b")} FROM {listed_from(product="p", brand="b")}
    WHERE {listed_where(product="p", brand="b")}
"""
_VARIANTS = """
    SELECT id, sku, option_values, price, currency, stock FROM variant_mirror
    WHERE product_id = $1 AND presence <> 'REMOVED' ORDER BY id
"""
_BRANDS = """
    SELECT id, name, slug, country, base_currency, logo_url, cover_image_url, gift_fit, style_tags
    FROM brand_mirror WHERE status = 'approved'
"""


class PostgresCatalogueReads:
    """Implements `CatalogueReads` on asyncpg itself, since these are the most frequent reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def products(self, wanted: ProductFilter, page: PageRequest) -> Page[ListedProduct]:
        sql, values = _page_sql(_PRODUCTS, _conditions(wanted), "p.id", page)
        products = [to_listed_product(row) for row in await self._fetch(sql, *values)]
        return page_of(products, page, lambda product: (product.id,))

    async def product(self, product_id: str) -> tuple[ListedProduct, Sequence[ListedVariant]]:
        async with self._database.raw_reads() as connection:
            row = await connection.fetchrow(f"{_PRODUCTS} AND p.id = $1", product_id)
            if row is None:
                raise ProductNotFound("There is no such product.")
            variants = await connection.fetch(_VARIANTS, product_id)
        return to_listed_product(row), [_to_variant(variant) for variant in variants]

    async def brands(self, page: PageRequest) -> Page[ListedBrand]:
        sql, values = _page_sql(_BRANDS, {}, "id", page)
        brands = [_to_brand(row) for row in await self._fetch(sql, *values)]
        return page_of(brands, page, lambda brand: (brand.id,))

    async def brand(self, brand_id: str) -> ListedBrand:
        rows = await self._fetch(f"{_BRANDS} AND id = $1", brand_id)
        if not rows:
            raise BrandNotFound("There is no such brand.")
        return _to_brand(rows[0])

    async def _fetch(self, sql: str, *values: object) -> list[asyncpg.Record]:
        async with self._database.raw_reads() as connection:
            rows: list[asyncpg.Record] = await connection.fetch(sql, *values)
        return rows


def _conditions(wanted: ProductFilter) -> dict[str, object]:
    """Returns the condition for each part of a filter, with the value to put in for `{}`."""
    budget = wanted.budget
    return {
        "p.search @@ websearch_to_tsquery('english', {})": wanted.text,
        "p.brand_id = {}": wanted.brand_id,
        "p.price_currency = {}": budget and budget.currency,
        "p.price_minor >= {}": budget and budget.min_minor,
        "p.price_minor <= {}": budget and budget.max_minor,
        f"EXISTS (SELECT FROM unnest(p.occasion_fit) o WHERE {_folded('o')} = {_folded('{}')})": (
            wanted.occasion
        ),
        "EXISTS (SELECT FROM unnest(p.gift_tags || p.style_tags) t WHERE lower(t) = lower({}))": (
            wanted.tag
        ),
    }


def _folded(value: str) -> str:
    """Returns SQL for an occasion's name in the form that is compared, such as `thank_you`."""
    return f"translate(lower({value}), ' -', '__')"


def _page_sql(
    select: str, conditions: dict[str, object], key: str, page: PageRequest
) -> tuple[str, list[object]]:
    """Returns a statement for the conditions that have a value, and the values.

    Each set of conditions gets its own plan. With `($1 IS NULL OR …)` the planner could not see
    which index to use.
    """
    values = Values()
    wanted = {sql: value for sql, value in conditions.items() if value is not None}
    if page.after is not None:
        wanted[f"{key} > {{}}"] = page.after[0]
    more = [f" AND {sql.format(values.bind(value))}" for sql, value in wanted.items()]
    sql = f"{select}{''.join(more)} ORDER BY {key} LIMIT {values.bind(page.limit + 1)}"
    return sql, values.bound


def _to_variant(row: asyncpg.Record) -> ListedVariant:
    return ListedVariant(
        id=row["id"],
        sku=row["sku"],
        option_values=tuple((item["option"], item["value"]) for item in row["option_values"]),
        price=Money(row["price"], row["currency"]),
        stock=row["stock"],
    )


def _to_brand(row: asyncpg.Record) -> ListedBrand:
    return ListedBrand(
        id=row["id"],
        name=row["name"],
        slug=row["slug"],
        country=row["country"],
        base_currency=row["base_currency"],
        logo_url=row["logo_url"],
        cover_image_url=row["cover_image_url"],
        gift_fit=row["gift_fit"],
        style_tags=tuple(row["style_tags"]),
    )
