"""Reads products and brands for people who browse the catalogue."""

import asyncpg

from gifter_adapters.postgres.catalogue.access import (
    listed_columns,
    listed_from,
    listed_where,
)
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import Values
from gifter_adapters.postgres.identity.access import account_version
from gifter_domain.catalogue.listing import ProductRow
from gifter_domain.catalogue.reads import (
    BrandNotFound,
    ListedBrand,
    ProductDetail,
    ProductFilter,
    ProductNotFound,
    VariantRow,
)
from gifter_domain.shared.pages import Page, PageRequest, page_of

_COLUMNS = listed_columns(product="p", brand="b")
_LISTED = f"""
    FROM {listed_from(product="p", brand="b")} WHERE {listed_where(product="p", brand="b")}
"""
_PRODUCTS = f"SELECT {_COLUMNS}, {account_version('$1')} {_LISTED}"
_PRODUCT = f"""
    SELECT {_COLUMNS}, {account_version("$1")}, (
        SELECT json_agg(
            json_build_array(v.id, v.sku, v.option_values, v.price, v.currency, v.stock)
            ORDER BY v.id
        ) FROM variant_mirror v WHERE v.product_id = p.id AND v.presence <> 'REMOVED'
    ) {_LISTED} AND p.id = $2
"""
_WIDTH = len(ProductRow._fields)
_BRANDS = """
    SELECT id, name, slug, country, base_currency, logo_url, cover_image_url, gift_fit, style_tags
    FROM brand_mirror WHERE status = 'approved'
"""


class PostgresCatalogueReads:
    """Implements `CatalogueReads` on asyncpg itself, since these are the most frequent reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def products(
        self, wanted: ProductFilter, page: PageRequest, reader_id: str
    ) -> tuple[Page[ProductRow], int | None]:
        sql, values = _page_sql(_PRODUCTS, Values([reader_id]), _conditions(wanted), "p.id", page)
        rows = await self._fetch(sql, *values)
        products = [ProductRow._make(row[:_WIDTH]) for row in rows]
        version = rows[0][_WIDTH] if rows else None
        return page_of(products, page, lambda product: (product.id,)), version

    async def product_for(
        self, reader_id: str, product_id: str
    ) -> tuple[ProductDetail | None, int | None]:
        rows = await self._fetch(_PRODUCT, reader_id, product_id)
        if not rows:
            return None, None
        *product, version, variants = rows[0]
        detail = ProductDetail(
            ProductRow._make(product), [VariantRow._make(one) for one in variants or ()]
        )
        return detail, version

    async def product(self, product_id: str) -> ProductDetail:
        detail, _ = await self.product_for("", product_id)
        if detail is None:
            raise ProductNotFound("There is no such product.")
        return detail

    async def brands(self, page: PageRequest) -> Page[ListedBrand]:
        sql, values = _page_sql(_BRANDS, Values(), {}, "id", page)
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
    select: str, values: Values, conditions: dict[str, object], key: str, page: PageRequest
) -> tuple[str, list[object]]:
    """Returns a statement for the conditions that have a value, and all its values.

    Each set of conditions gets its own plan. With `($1 IS NULL OR …)` the planner could not see
    which index to use.
    """
    wanted = {sql: value for sql, value in conditions.items() if value is not None}
    if page.after is not None:
        wanted[f"{key} > {{}}"] = page.after[0]
    more = [f" AND {sql.format(values.bind(value))}" for sql, value in wanted.items()]
    sql = f"{select}{''.join(more)} ORDER BY {key} LIMIT {values.bind(page.limit + 1)}"
    return sql, values.bound


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
