"""Turns a change into a body: the reverse of `reading`."""

from datetime import datetime

from msgspec import UNSET, UnsetType

from gifter_adapters.payload.bodies import (
    Body,
    BrandBody,
    BrandChanged,
    OptionValue,
    ProductBody,
    ProductChanged,
    VariantBody,
)
from gifter_domain.catalogue.markup import markup_of_text
from gifter_domain.catalogue.mirror import Brand, Change, Product, ProductContent, Variant
from gifter_domain.catalogue.presence import Presence, presence


def body_of(change: Change) -> Body:
    """Returns the body. Parts seen at another instant than the body's have their own `ts`."""
    if change.product is None:
        return _brand_changed(change.brand)
    return _product_changed(change.product, change.brand, change.variants)


def _brand_changed(brand: Brand | None) -> BrandChanged:
    if brand is None:
        raise ValueError("A change has neither a product nor a brand.")
    return BrandChanged(
        payload_brand_id=brand.payload_brand_id,
        brand=_brand(brand, brand.source_ts),
        ts=brand.source_ts,
    )


def _product_changed(
    product: Product, brand: Brand | None, variants: tuple[Variant, ...]
) -> ProductChanged:
    content = product.content
    ts = product.deleted_ts or (content.source_ts if content else None)
    if ts is None:
        raise ValueError("A product has neither content nor a deletion.")
    present: list[VariantBody] = []
    removed: list[VariantBody] = []
    for variant in variants:
        is_removed = presence(variant, product) is Presence.REMOVED
        (removed if is_removed else present).append(_variant(variant, ts))
    return ProductChanged(
        payload_product_id=product.payload_product_id,
        deleted=True if product.deleted_ts else UNSET,
        brand=_brand(brand, ts) if brand else None,
        product=_product(content, ts) if content else UNSET,
        variants=present,
        removed_variants=removed or UNSET,
        ts=ts,
    )


def _brand(brand: Brand, ts: datetime) -> BrandBody:
    return BrandBody(
        payload_brand_id=brand.payload_brand_id,
        name=markup_of_text(brand.name),
        slug=brand.slug,
        status=brand.status,
        country=brand.country,
        base_currency=brand.base_currency,
        logo_url=brand.logo_url,
        cover_image_url=brand.cover_image_url,
        gift_fit=_optional(brand.gift_fit),
        style_tags=_texts(brand.style_tags),
        stripe_connect_account_id=brand.stripe_connect_account_id,
        stripe_onboarding_status=brand.stripe_onboarding_status,
        ts=_own_ts(brand.source_ts, ts),
    )


def _product(content: ProductContent, ts: datetime) -> ProductBody:
    return ProductBody(
        title=markup_of_text(content.title),
        slug=content.slug,
        url=content.url,
        status=content.status,
        visible_to_gifter=content.visible_to_gifter,
        is_featured=content.is_featured,
        short_description=_optional(content.short_description),
        description=_optional(content.description),
        specs=_optional(content.specs),
        primary_image_url=content.primary_image_url,
        gallery_image_urls=list(content.gallery_image_urls),
        default_price=content.default_price,
        default_currency=content.default_currency,
        category=_optional(content.category),
        gift_tags=_texts(content.gift_tags),
        occasion_fit=_texts(content.occasion_fit),
        style_tags=_texts(content.style_tags),
        ts=_own_ts(content.source_ts, ts),
    )


def _variant(variant: Variant, ts: datetime) -> VariantBody:
    return VariantBody(
        payload_variant_id=variant.payload_variant_id,
        sku=variant.sku,
        option_values=[
            OptionValue(markup_of_text(option), markup_of_text(value))
            for option, value in variant.option_values
        ],
        price=variant.price,
        currency=variant.currency,
        stock=variant.stock,
        stripe_price_id=variant.stripe_price_id,
        ts=_own_ts(variant.source_ts, ts),
    )


def _optional(text: str | None) -> str | None:
    return None if text is None else markup_of_text(text)


def _texts(texts: tuple[str, ...]) -> list[str]:
    return [markup_of_text(text) for text in texts]


def _own_ts(own: datetime, ts: datetime) -> datetime | UnsetType:
    return UNSET if own == ts else own
