"""The mapping of brands, products and variants to rows, and their upserts."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Table,
    Text,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql.dml import Insert

from gifter_adapters.postgres.catalogue.tables import brand_mirror, product_mirror, variant_mirror
from gifter_adapters.postgres.core.connection import Record
from gifter_domain.catalogue.derived import ProductState, VariantState
from gifter_domain.catalogue.mirror import (
    Brand,
    Product,
    ProductContent,
    ProductStatus,
    Variant,
)
from gifter_domain.catalogue.traits.codes import UNJUDGED

_KEPT = frozenset({"id", "created_at", "traits", "judged", "changed"})


def _upsert(table: Table, key: str, **expressions: ColumnElement[Any]) -> Insert:
    """Returns the statement that inserts a row or replaces the row with the same key.

    Replacing keeps our id, `created_at` and the traits, except those of an older text.
    """
    statement = insert(table).values(expressions)
    written = [column.name for column in table.c if column.computed is None]
    replaced: dict[str, ColumnElement[Any]] = {
        name: statement.excluded[name] for name in written if name not in {*_KEPT, key}
    }
    if table is product_mirror:
        replaced["traits"] = _traits_of_text(statement.excluded["facts_hash"])
    return statement.on_conflict_do_update(index_elements=[key], set_=replaced)


def _traits_of_text(facts_hash: ColumnElement[Any]) -> ColumnElement[Any]:
    """Returns the stored traits, or those of an unjudged product if the text is another."""
    unjudged = cast([UNJUDGED], ARRAY(Text))
    return case(
        (product_mirror.c.facts_hash != facts_hash, unjudged), else_=product_mirror.c.traits
    )


def _weighted(weight: str) -> ColumnElement[Any]:
    text = bindparam(f"search_{weight}", type_=Text)
    words = func.to_tsvector(literal_column("'english'"), text)
    return func.setweight(words, literal_column(f"'{weight.upper()}'"))


def _id_of(table: Table, key: str) -> ColumnElement[Any]:
    """Returns a subquery for our id of the row whose source id is `:<key>_ref`, or null."""
    return select(table.c.id).where(table.c[key] == bindparam(f"{key}_ref")).scalar_subquery()


UPSERT_BRAND = _upsert(brand_mirror, "payload_brand_id")
UPSERT_PRODUCT = _upsert(
    product_mirror,
    "payload_product_id",
    brand_id=_id_of(brand_mirror, "payload_brand_id"),
    search=_weighted("a").concat(_weighted("b")).concat(_weighted("c")).concat(_weighted("d")),
)
UPSERT_VARIANT = _upsert(
    variant_mirror,
    "payload_variant_id",
    product_id=_id_of(product_mirror, "payload_product_id"),
)


def to_brand(row: Record) -> Brand:
    return Brand(
        source_ts=row.source_ts,
        payload_brand_id=row.payload_brand_id,
        name=row.name,
        status=row.status,
        slug=row.slug,
        country=row.country,
        base_currency=row.base_currency,
        logo_url=row.logo_url,
        cover_image_url=row.cover_image_url,
        gift_fit=row.gift_fit,
        style_tags=tuple(row.style_tags),
        stripe_connect_account_id=row.stripe_connect_account_id,
        stripe_onboarding_status=row.stripe_onboarding_status,
    )


def brand_row(brand: Brand) -> dict[str, Any]:
    return {
        "source_ts": brand.source_ts,
        "payload_brand_id": brand.payload_brand_id,
        "name": brand.name,
        "status": brand.status,
        "slug": brand.slug,
        "country": brand.country,
        "base_currency": brand.base_currency,
        "logo_url": brand.logo_url,
        "cover_image_url": brand.cover_image_url,
        "gift_fit": brand.gift_fit,
        "style_tags": brand.style_tags,
        "stripe_connect_account_id": brand.stripe_connect_account_id,
        "stripe_onboarding_status": brand.stripe_onboarding_status,
    }


def to_product(row: Record) -> Product:
    """Builds a product from a row of product_mirror with the `payload_brand_id` of its brand."""
    content = _to_content(row) if row.source_ts else None
    return Product(row.payload_product_id, content, row.deleted_ts)


def _to_content(row: Record) -> ProductContent:
    return ProductContent(
        source_ts=row.source_ts,
        payload_brand_id=row.payload_brand_id,
        title=row.title,
        status=row.status,
        visible_to_gifter=row.visible_to_gifter,
        is_featured=row.is_featured,
        slug=row.slug,
        url=row.url,
        short_description=row.short_description,
        description=row.description,
        specs=row.specs,
        primary_image_url=row.primary_image_url,
        gallery_image_urls=tuple(row.gallery_image_urls),
        default_price=row.default_price,
        default_currency=row.default_currency,
        category=row.category,
        gift_tags=tuple(row.gift_tags),
        occasion_fit=tuple(row.occasion_fit),
        style_tags=tuple(row.style_tags),
    )


def product_row(state: ProductState) -> dict[str, Any]:
    price = state.offer.price
    return _content_row(state.product.content) | {
        "payload_product_id": state.product.payload_product_id,
        "deleted_ts": state.product.deleted_ts,
        "price_minor": price.minor if price else None,
        "price_currency": price.currency if price else None,
        "in_stock": state.offer.in_stock,
        "embedding_text": state.embedding_text,
        "text_hash": state.text_hash,
        "facts_hash": state.facts_hash,
        "search_a": state.search.a,
        "search_b": state.search.b,
        "search_c": state.search.c,
        "search_d": state.search.d,
    }


def _content_row(content: ProductContent | None) -> dict[str, Any]:
    """Returns the columns of a product's content.

    A product known only by its deletion is stored as unpublished and without a title.
    """
    return {
        "source_ts": content and content.source_ts,
        "payload_brand_id_ref": content and content.payload_brand_id,
        "title": content and content.title,
        "status": content.status if content else ProductStatus.DRAFT,
        "visible_to_gifter": content is not None and content.visible_to_gifter,
        "is_featured": content is not None and content.is_featured,
        "slug": content and content.slug,
        "url": content and content.url,
        "short_description": content and content.short_description,
        "description": content and content.description,
        "specs": content and content.specs,
        "primary_image_url": content and content.primary_image_url,
        "gallery_image_urls": content.gallery_image_urls if content else (),
        "default_price": content and content.default_price,
        "default_currency": content and content.default_currency,
        "category": content and content.category,
        "gift_tags": content.gift_tags if content else (),
        "occasion_fit": content.occasion_fit if content else (),
        "style_tags": content.style_tags if content else (),
    }


def to_variant(row: Record) -> Variant:
    """Builds a variant from a row of variant_mirror with the product's `payload_product_id`."""
    return Variant(
        source_ts=row.source_ts,
        payload_variant_id=row.payload_variant_id,
        payload_product_id=row.payload_product_id,
        price=row.price,
        currency=row.currency,
        sku=row.sku,
        option_values=tuple((item["option"], item["value"]) for item in row.option_values),
        stock=row.stock,
        stripe_price_id=row.stripe_price_id,
    )


def variant_row(state: VariantState) -> dict[str, Any]:
    variant = state.variant
    options = [{"option": option, "value": value} for option, value in variant.option_values]
    return {
        "source_ts": variant.source_ts,
        "payload_variant_id": variant.payload_variant_id,
        "payload_product_id_ref": variant.payload_product_id,
        "presence": state.presence,
        "price": variant.price,
        "currency": variant.currency,
        "sku": variant.sku,
        "option_values": options,
        "stock": variant.stock,
        "stripe_price_id": variant.stripe_price_id,
    }
