"""The one definition of "may be shown" in SQL, and the mapping of what is shown."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_

from gifter_adapters.postgres.catalogue.tables import brand_mirror, product_mirror
from gifter_domain.catalogue.listing import BrandRef, ListedProduct
from gifter_domain.shared.money import Money

# For hand-written SQL: `p` is product_mirror, `b` brand_mirror. Every read path goes through it.
LISTED_FROM_SQL = "product_mirror p JOIN brand_mirror b ON b.id = p.brand_id"
LISTED_WHERE_SQL = "p.listed AND b.status = 'approved'"
LISTED_COLUMNS_SQL = """p.id, p.payload_product_id, p.title, p.brand_id,
    b.name AS brand_name, p.price_minor, p.price_currency, p.in_stock, p.is_featured,
    p.short_description, p.description, p.specs,
    p.primary_image_url, p.gallery_image_urls, p.category, p.gift_tags, p.occasion_fit,
    p.style_tags"""

LISTED_FROM = product_mirror.join(brand_mirror, brand_mirror.c.id == product_mirror.c.brand_id)
LISTED: ColumnElement[bool] = and_(product_mirror.c.listed, brand_mirror.c.status == "approved")
LISTED_COLUMNS = (
    product_mirror.c.id,
    product_mirror.c.payload_product_id,
    product_mirror.c.title,
    product_mirror.c.brand_id,
    brand_mirror.c.name.label("brand_name"),
    product_mirror.c.price_minor,
    product_mirror.c.price_currency,
    product_mirror.c.in_stock,
    product_mirror.c.is_featured,
    product_mirror.c.short_description,
    product_mirror.c.description,
    product_mirror.c.specs,
    product_mirror.c.primary_image_url,
    product_mirror.c.gallery_image_urls,
    product_mirror.c.category,
    product_mirror.c.gift_tags,
    product_mirror.c.occasion_fit,
    product_mirror.c.style_tags,
)


def to_listed_product(row: Mapping[str, Any]) -> ListedProduct:
    """From a row (SQLAlchemy's `._mapping`, or asyncpg's record) with the columns above."""
    return ListedProduct(
        id=row["id"],
        payload_product_id=row["payload_product_id"],
        title=row["title"],
        brand=BrandRef(row["brand_id"], row["brand_name"]),
        price=_price(row),
        in_stock=row["in_stock"],
        is_featured=row["is_featured"],
        short_description=row["short_description"],
        description=row["description"],
        specs=row["specs"],
        primary_image_url=row["primary_image_url"],
        gallery_image_urls=tuple(row["gallery_image_urls"]),
        category=row["category"],
        gift_tags=tuple(row["gift_tags"]),
        occasion_fit=tuple(row["occasion_fit"]),
        style_tags=tuple(row["style_tags"]),
    )


def _price(row: Mapping[str, Any]) -> Money | None:
    if row["price_minor"] is None:
        return None
    return Money(row["price_minor"], row["price_currency"])
