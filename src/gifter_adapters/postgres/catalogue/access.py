"""The SQL for products that may be shown and for matching a text, and the mapping of rows."""

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
        {product}.occasion_fit, {product}.style_tags, {product}.created_at,
        {product}.updated_at, {product}.slug, {product}.url"""


_QUOTED = r"""'''' || replace(replace(word.lexeme, '\', '\\'), '''', '''''') || ''''"""

# Each word of a text as a tsquery, with its weight: rarer words weigh more (BM25's idf).
TERMS = f"""
    SELECT quoted AS query, ln(1 + (total - found + 0.5) / (found + 0.5)) AS idf
    FROM (SELECT count(*)::float8 AS total FROM product_mirror) size,
         unnest(tsvector_to_array(to_tsvector('english', $1)))
             WITH ORDINALITY AS word(lexeme, place),
         LATERAL (SELECT {_QUOTED} AS quoted) quoting,
         LATERAL (SELECT count(*)::float8 AS found FROM product_mirror
                  WHERE search @@ quoted::tsquery) counting
    ORDER BY place
"""


def text_terms(*, queries: str, idfs: str) -> str:
    """Returns the FROM item `term(query, idf)` for the words of a text."""
    return f"unnest({queries}::text[]::tsquery[], {idfs}::float8[]) AS term(query, idf)"


def terms_of(text: str, *, idfs: str) -> str:
    """Returns the same FROM item for a text, with the weights of its words in their order."""
    words = f"unnest(tsvector_to_array(to_tsvector('english', {text})), {idfs}::float8[])"
    return f"""(
        SELECT ({_QUOTED})::tsquery AS query, idf FROM {words} AS word(lexeme, idf)
    ) AS term"""


def text_score(*, product: str, term: str) -> str:
    """Returns the aggregate that scores a product by the words it has.

    `ts_rank` of one word grows with its occurrences (from 0.61 towards 1), much like BM25's
    saturation. So idf * ts_rank, damped by length, approximates BM25 without another index. The
    weights are those of D, C, B and A.
    """
    return f"""
        sum({term}.idf * ts_rank('{{0.7, 0.8, 0.85, 1}}', {product}.search, {term}.query))
        / (ln(length({product}.search) + 1) / ln(2) + 20)
    """


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
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        slug=row["slug"],
        url=row["url"],
    )


def _price(row: Mapping[str, Any]) -> Money | None:
    if row["price_minor"] is None:
        return None
    return Money(row["price_minor"], row["price_currency"])
