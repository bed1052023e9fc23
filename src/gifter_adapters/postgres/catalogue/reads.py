"""Reads products and brands for people who browse the catalogue."""

from datetime import datetime
from typing import Any

import asyncpg

from gifter_adapters.postgres.catalogue.access import (
    TERMS,
    listed_columns,
    listed_from,
    listed_where,
)
from gifter_adapters.postgres.catalogue.product_pages import (
    TextSearch,
    conditions,
    order_of,
    product_page,
    search_in,
)
from gifter_adapters.postgres.core.database import Database
from gifter_adapters.postgres.core.fragments import Values, page_by
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
_PRODUCT = f"""
    SELECT {_COLUMNS}, {account_version("$1")}, (
        SELECT json_agg(
            json_build_array(v.id, v.payload_variant_id, v.sku, v.option_values, v.price,
                             v.currency, v.stock, v.created_at, v.updated_at)
            ORDER BY v.id
        ) FROM variant_mirror v WHERE v.product_id = p.id AND v.presence <> 'REMOVED'
    ) {_LISTED} AND p.id = $2
"""
_WIDTH = len(ProductRow._fields)
_BRANDS = """
    SELECT id, payload_brand_id, name, slug, country, base_currency, logo_url, cover_image_url,
           gift_fit, style_tags, created_at, updated_at
    FROM brand_mirror WHERE status = 'approved'
"""
_BRANDS_PAGE = f"{_BRANDS} {page_by('id', after='$1', limit='$2')}"


class PostgresCatalogueReads:
    """Implements `CatalogueReads` on asyncpg itself, since these are the most frequent reads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def products(
        self, wanted: ProductFilter, page: PageRequest, reader_id: str
    ) -> tuple[Page[ProductRow], int | None]:
        search = await self._search(wanted, page)
        values = Values([reader_id])
        order = order_of(wanted, search, values)
        sql = product_page(order, conditions(wanted, search), values, page)
        rows = await self._fetch(sql, *values.bound)
        found = page_of(rows, page, lambda row: order.cursor_key(row[_WIDTH + 1 :]))
        products = [ProductRow._make(row[:_WIDTH]) for row in found.items]
        return Page(products, found.next_key), rows[0][_WIDTH] if rows else None

    async def product_for(
        self, reader_id: str, product_id: str
    ) -> tuple[ProductDetail | None, int | None]:
        rows = await self._fetch(_PRODUCT, reader_id, product_id)
        if not rows:
            return None, None
        *product, version, variants = rows[0]
        detail = ProductDetail(
            ProductRow._make(product), [_to_variant(one) for one in variants or ()]
        )
        return detail, version

    async def product(self, product_id: str) -> ProductDetail:
        detail, _ = await self.product_for("", product_id)
        if detail is None:
            raise ProductNotFound("There is no such product.")
        return detail

    async def brands(self, page: PageRequest) -> Page[ListedBrand]:
        after = page.after[0] if page.after else ""
        brands = [_to_brand(row) for row in await self._fetch(_BRANDS_PAGE, after, page.limit + 1)]
        return page_of(brands, page, lambda brand: (brand.id,))

    async def brand(self, brand_id: str) -> ListedBrand:
        rows = await self._fetch(f"{_BRANDS} AND id = $1", brand_id)
        if not rows:
            raise BrandNotFound("There is no such brand.")
        return _to_brand(rows[0])

    async def _search(self, wanted: ProductFilter, page: PageRequest) -> TextSearch | None:
        """Returns the text with the weights of its words: those of the first page, if it is not."""
        if wanted.text is None:
            return None
        if page.after is not None:
            return search_in(page.after)
        terms = await self._fetch(TERMS, wanted.text)
        return TextSearch(wanted.text, [round(term["idf"], 3) for term in terms])

    async def _fetch(self, sql: str, *values: object) -> list[asyncpg.Record]:
        async with self._database.raw_reads() as connection:
            rows: list[asyncpg.Record] = await connection.fetch(sql, *values)
        return rows


def _to_variant(values: list[Any]) -> VariantRow:
    *others, created_at, updated_at = values
    return VariantRow(*others, *map(datetime.fromisoformat, (created_at, updated_at)))


def _to_brand(row: asyncpg.Record) -> ListedBrand:
    return ListedBrand(
        id=row["id"],
        payload_brand_id=row["payload_brand_id"],
        name=row["name"],
        slug=row["slug"],
        country=row["country"],
        base_currency=row["base_currency"],
        logo_url=row["logo_url"],
        cover_image_url=row["cover_image_url"],
        gift_fit=row["gift_fit"],
        style_tags=tuple(row["style_tags"]),
        created_at=row["created_at"],
        updated_at=row["updated_at"],
    )
