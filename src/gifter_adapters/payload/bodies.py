"""The JSON shapes of the webhooks. Exports write and imports read the same shapes.

Payload's own bodies lack two things. A part may have its own `ts` if it was seen at another instant
than the body's. `removedVariants` lists variants last seen too long ago to exist still. With these,
one body has the whole state of a product. Unknown fields are ignored, since Payload may add some.

Raw Payload documents (`doc`, `operation`) are refused. In them, a draft saved over a published
product looks like a change of the product.
"""

from datetime import datetime
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

MAX_PRICE = 2**53 - 1  # the largest number that every JSON reader reads exactly
MAX_SHORT_TEXT = 2_000
MAX_LONG_TEXT = 50_000

Id = Annotated[str, Meta(min_length=1, max_length=200)] | Annotated[int, Meta(ge=0, le=2**63 - 1)]
Instant = Annotated[datetime, Meta(tz=True)]
OwnInstant = Instant | UnsetType | None
Price = Annotated[int, Meta(ge=0, le=MAX_PRICE)]
Stock = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Line = Annotated[str, Meta(max_length=500)]
OptionalLine = Line | None
# `Any`: the domain checks a Lexical tree node by node, and limits the length of its plain text.
RichText = str | dict[str, Any] | None
Lines = Annotated[list[Line], Meta(max_length=200)] | None
Url = Annotated[str, Meta(max_length=2_048)]


class Upload(Struct, frozen=True):
    """A media document instead of its address."""

    url: Url | None


Image = Url | Upload | None


class BrandBody(Struct, frozen=True, kw_only=True, rename="camel"):
    payload_brand_id: Id
    name: Line = ""
    slug: OptionalLine = None
    status: str
    country: OptionalLine = None
    base_currency: str | None = None
    logo_url: Image = None
    cover_image_url: Image = None
    gift_fit: Annotated[str, Meta(max_length=MAX_SHORT_TEXT)] | None = None
    style_tags: Lines = None
    stripe_connect_account_id: OptionalLine = None
    stripe_onboarding_status: OptionalLine = None
    ts: OwnInstant = UNSET


class ProductBody(Struct, frozen=True, kw_only=True, rename="camel"):
    title: Annotated[Line, Meta(min_length=1)]
    slug: OptionalLine = None
    url: Url | None = None
    status: str
    visible_to_gifter: bool
    is_featured: bool | None = False
    short_description: RichText = None
    description: RichText = None
    specs: RichText = None
    primary_image_url: Image = None
    gallery_image_urls: Annotated[list[Image], Meta(max_length=200)] | None = None
    default_price: Price | None = None
    default_currency: str | None = None
    category: OptionalLine = None
    gift_tags: Lines = None
    occasion_fit: Lines = None
    style_tags: Lines = None
    ts: OwnInstant = UNSET


class OptionValue(Struct, frozen=True):
    option: Line
    value: Line


class VariantBody(Struct, frozen=True, kw_only=True, rename="camel"):
    payload_variant_id: Id
    sku: OptionalLine = None
    option_values: Annotated[list[OptionValue], Meta(max_length=200)] | None = None
    price: Price
    currency: str
    stock: Stock | None = None
    stripe_price_id: OptionalLine = None
    ts: OwnInstant = UNSET


class ProductChanged(
    Struct, frozen=True, kw_only=True, rename="camel", tag_field="event", tag="product.changed"
):
    """A changed product. Product, brand and variants are required, except in a deletion."""

    payload_product_id: Id
    deleted: bool | UnsetType | None = UNSET
    brand: BrandBody | UnsetType | None = UNSET
    product: ProductBody | UnsetType | None = UNSET
    variants: Annotated[list[VariantBody], Meta(max_length=1_000)] | UnsetType | None = UNSET
    removed_variants: list[VariantBody] | UnsetType | None = UNSET
    ts: Instant


class BrandChanged(
    Struct, frozen=True, kw_only=True, rename="camel", tag_field="event", tag="brand.changed"
):
    """A changed brand. The brand is required, except in a deletion."""

    payload_brand_id: Id
    deleted: bool | UnsetType | None = UNSET
    brand: BrandBody | UnsetType | None = UNSET
    ts: Instant


Body = ProductChanged | BrandChanged
