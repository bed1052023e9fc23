"""Schemas of brands."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from gifter_app.http.base_schemas import PageResponse, ResponseSchema
from gifter_domain.catalogue.reads import ListedBrand


class BrandResponse(ResponseSchema, frozen=True, kw_only=True):
    id: Annotated[str, Meta(examples=["0198f0a4-7c1e-7b52-9f0e-5f6f3c1d2a10"])]
    payload_brand_id: Annotated[str, Meta(description="The brand's id in Payload.")]
    name: Annotated[str, Meta(examples=["Fern & Furrow"])]
    slug: str | None
    country: str | None
    base_currency: str | None
    logo_url: str | None
    cover_image_url: str | None
    gift_fit: Annotated[
        str | None, Meta(description="The people its gifts suit, in the brand's own words.")
    ]
    style_tags: list[str]
    created_at: datetime
    updated_at: datetime


class BrandPageResponse(PageResponse, frozen=True, kw_only=True):
    """A page of brands, oldest first."""

    items: list[BrandResponse]


def brand_response(brand: ListedBrand) -> BrandResponse:
    return BrandResponse(
        id=brand.id,
        payload_brand_id=brand.payload_brand_id,
        name=brand.name,
        slug=brand.slug,
        country=brand.country,
        base_currency=brand.base_currency,
        logo_url=brand.logo_url,
        cover_image_url=brand.cover_image_url,
        gift_fit=brand.gift_fit,
        style_tags=list(brand.style_tags),
        created_at=brand.created_at,
        updated_at=brand.updated_at,
    )
