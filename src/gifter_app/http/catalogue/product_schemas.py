"""Schemas of products."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any

from msgspec import Meta

from gifter_app.http.base_schemas import CorrectionResponse, PageResponse, ResponseSchema
from gifter_app.http.pagination import page_response
from gifter_app.use_cases.catalogue.find_products import FoundProducts
from gifter_domain.catalogue.listing import ListedProduct, ProductRow, ShopLinks
from gifter_domain.catalogue.reads import ProductDetail, VariantRow


class BrandRefResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    name: Annotated[str, Meta(examples=["Fern & Furrow"])]


class ProductResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[str, Meta(examples=["0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10"])]
    payload_product_id: Annotated[str, Meta(description="The product's id in Payload.")]
    title: Annotated[str, Meta(examples=["Copper Hand Trowel"])]
    slug: Annotated[str | None, Meta(examples=["copper-hand-trowel"])]
    brand_id: str
    brand: BrandRefResponse
    default_price: Annotated[
        int | None,
        Meta(
            description="The lowest price at which it is available now, in minor units "
            "(1250 is £12.50); null if unknown.",
            examples=[1250],
        ),
    ]
    default_currency: Annotated[
        str | None, Meta(description="ISO 4217; null if the price is null.", examples=["GBP"])
    ]
    in_stock: bool
    is_featured: bool
    url: Annotated[
        str | None, Meta(description="The address at which it is bought; null if unknown.")
    ]
    short_description: str | None
    description: str | None
    specs: str | None
    primary_image_url: str | None
    gallery_image_urls: list[str]
    category: str | None
    gift_tags: list[str]
    occasion_fit: list[str]
    style_tags: list[str]
    created_at: datetime
    updated_at: datetime


class ProductPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of products."""

    items: list[ProductResponse]
    corrected: Annotated[
        list[CorrectionResponse],
        Meta(
            description="The words of `q` that no product has, and the words that were searched "
            "for instead. Only the first page has them."
        ),
    ]


class OptionValueResponse(ResponseSchema, frozen=True, kw_only=True):
    option: Annotated[str, Meta(examples=["Size"])]
    value: Annotated[str, Meta(examples=["Large"])]


class VariantResponse(ResponseSchema, frozen=True, kw_only=True):
    id: str
    payload_variant_id: Annotated[str, Meta(description="The variant's id in Payload.")]
    sku: str | None
    option_values: list[OptionValueResponse]
    price: Annotated[int, Meta(description="The price in minor units.", examples=[1250])]
    currency: Annotated[str, Meta(description="ISO 4217.", examples=["GBP"])]
    stock: Annotated[int | None, Meta(description="Null if the brand does not count its stock.")]
    in_stock: bool
    created_at: datetime
    updated_at: datetime


class ProductDetailResponse(ProductResponse, frozen=True, kw_only=True):
    variants: list[VariantResponse]


def product_page_response(found: FoundProducts, links: ShopLinks) -> ProductPageResponse:
    corrected = [CorrectionResponse(written=c.written, meant=c.meant) for c in found.corrections]
    shape = partial(ProductPageResponse, corrected=corrected)
    return page_response(shape, found.page, lambda row: row_response(row, links))


def product_response(listed: ListedProduct, links: ShopLinks) -> ProductResponse:
    return ProductResponse(
        id=listed.id,
        payload_product_id=listed.payload_product_id,
        title=listed.title,
        slug=listed.slug,
        brand_id=listed.brand.id,
        brand=BrandRefResponse(id=listed.brand.id, name=listed.brand.name),
        default_price=listed.price.minor if listed.price else None,
        default_currency=listed.price.currency if listed.price else None,
        in_stock=listed.in_stock,
        is_featured=listed.is_featured,
        url=links.address(listed.url, listed.slug),
        short_description=listed.short_description,
        description=listed.description,
        specs=listed.specs,
        primary_image_url=listed.primary_image_url,
        gallery_image_urls=list(listed.gallery_image_urls),
        category=listed.category,
        gift_tags=list(listed.gift_tags),
        occasion_fit=list(listed.occasion_fit),
        style_tags=list(listed.style_tags),
        created_at=listed.created_at,
        updated_at=listed.updated_at,
    )


def row_response(row: ProductRow, links: ShopLinks) -> ProductResponse:
    """Returns the response of a stored product, as `product_response` would."""
    return ProductResponse(**_fields(row, links))


def product_detail_response(detail: ProductDetail, links: ShopLinks) -> ProductDetailResponse:
    variants = [_variant_response(variant) for variant in detail.variants]
    return ProductDetailResponse(**_fields(detail.product, links), variants=variants)


def _fields(row: ProductRow, links: ShopLinks) -> dict[str, Any]:
    return {
        "id": row.id,
        "payload_product_id": row.payload_product_id,
        "title": row.title,
        "slug": row.slug,
        "brand_id": row.brand_id,
        "brand": BrandRefResponse(id=row.brand_id, name=row.brand_name),
        "default_price": row.price_minor,
        "default_currency": row.price_currency,
        "in_stock": row.in_stock,
        "is_featured": row.is_featured,
        "url": links.address(row.url, row.slug),
        "short_description": row.short_description,
        "description": row.description,
        "specs": row.specs,
        "primary_image_url": row.primary_image_url,
        "gallery_image_urls": row.gallery_image_urls,
        "category": row.category,
        "gift_tags": row.gift_tags,
        "occasion_fit": row.occasion_fit,
        "style_tags": row.style_tags,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _variant_response(variant: VariantRow) -> VariantResponse:
    return VariantResponse(
        id=variant.id,
        payload_variant_id=variant.payload_variant_id,
        sku=variant.sku,
        option_values=[
            OptionValueResponse(option=each["option"], value=each["value"])
            for each in variant.option_values
        ],
        price=variant.price,
        currency=variant.currency,
        stock=variant.stock,
        in_stock=variant.in_stock,
        created_at=variant.created_at,
        updated_at=variant.updated_at,
    )
