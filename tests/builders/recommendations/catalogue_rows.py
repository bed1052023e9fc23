"""A catalogue in the database to recommend from: products with labels, search words and vectors."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import text

from builders.catalogue.rows import SEEN_AT, put_brand
from gifter_adapters.local_ai.embedder import LocalEmbedder
from gifter_adapters.postgres.catalogue.traits import PostgresProductTraits
from gifter_adapters.postgres.core.database import Database
from gifter_app.use_cases.catalogue.judge_products import JudgeProducts
from gifter_app.use_cases.catalogue.judge_texts import JudgeTexts
from gifter_domain.ai.embedding import Embedder
from gifter_domain.ai.product_embeddings import ProductEmbeddings

_PUT = text("""
    INSERT INTO product_mirror (id, payload_product_id, brand_id, source_ts, title, status,
        visible_to_gifter, is_featured, price_minor, price_currency, in_stock, category, gift_tags,
        occasion_fit, style_tags, description, primary_image_url, embedding_text, text_hash, search)
    VALUES (:id, :id, :brand_id, :source_ts, :title, :status, :visible_to_gifter, :is_featured,
        :price_minor, :price_currency, :in_stock, :category, :gift_tags, :occasion_fit,
        :style_tags, :description, :primary_image_url, :title, md5(:title),
        setweight(to_tsvector('english', :title), 'A')
        || setweight(to_tsvector('english', :labels), 'B')
        || setweight(to_tsvector('english', coalesce(:description, '')), 'D'))
""")
_GIVEN: Mapping[str, Any] = {
    "brand_id": "b1",
    "source_ts": SEEN_AT,
    "status": "published",
    "visible_to_gifter": True,
    "is_featured": False,
    "price_minor": 2400,
    "price_currency": "GBP",
    "in_stock": True,
    "category": None,
    "gift_tags": [],
    "occasion_fit": [],
    "style_tags": [],
    "description": None,
    "primary_image_url": None,
}


async def put_catalogue(
    database: Database, products: Iterable[Mapping[str, Any]], brands: Iterable[str] = ("b1",)
) -> None:
    """Adds approved brands and judged products. A product needs only `id` and `title`."""
    for brand_id in brands:
        await put_brand(database, brand_id, name=f"Brand {brand_id}")
    rows = [{**_GIVEN, **product} for product in products]
    for row in rows:
        row["labels"] = " ".join((*row["gift_tags"], *row["occasion_fit"], row["category"] or ""))
    async with database.transaction() as connection:
        await connection.execute(_PUT, rows)
    await judge_all(database)


async def judge_all(database: Database) -> None:
    """Stores the traits of every product."""
    judging = JudgeProducts(PostgresProductTraits(database), JudgeTexts(LocalEmbedder()))
    await judging.judge_all(1_000, lambda *_: None)


async def embed_all(embeddings: ProductEmbeddings, embedder: Embedder) -> None:
    """Stores the vector of every product."""
    model_id = await embeddings.register(embedder.model)
    texts = await embeddings.outdated_after(model_id, "", 100_000)
    await embeddings.store(model_id, texts, await embedder.embed([item.text for item in texts]))
