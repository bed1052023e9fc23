"""The SQL for products that may be shown, which every read uses, and their mapping."""

from collections.abc import Mapping
from typing import Any

from gifter_domain.catalogue.listing import BrandRef, ListedProduct
from gifter_domain.shared.money import Money


def listed_from(*, product: str, brand: str) -> str:
    """Returns the FROM of every read that shows products, with these aliases."""
    return f"product_mirror {product} JOIN brand_mirror {brand} ON {brand}.id = {product}.brand_id"


def listed_where(*, product: str, brand: str) -> str:
    """Returns the condition that a product may be shown. Every read path includes it."""
    return f"{product}.listed AND {brand}.status = 'approved'"


def listed_columns(*, product: str, brand: str) -> str:
    """Returns the columns that `to_listed_product` reads: the fields of `ProductRow`, in order."""
    return f"""{product}.id, {product}.payload_product_id, {product}.title, {product}.brand_id,
        {brand}.name AS brand_name, {product}.price_minor, {product}.price_currency,
        {product}.in_stock, {product}.is_featured, {product}.short_description,
        {product}.description, {product}.specs, {product}.primary_image_url,
        {product}.gallery_image_urls, {product}.category, {product}.gift_tags,
        {product}.occasion_fit, {product}.style_tags"""


def to_listed_product(row: Mapping[str, Any]) -> ListedProduct:
    """Builds a product from a row of SQLAlchemy or asyncpg with the columns above."""
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
