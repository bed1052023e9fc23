"""The JSON shapes of the webhooks; an export writes, and an import reads, the same ones.

Beyond what Payload sends, a part may carry its own `ts` when it was seen at another instant than
the body's, and `removedVariants` lists variants last seen too long ago to be still there: so one
body holds the whole state of a product. Fields we do not know are ignored, as Payload's may grow.
Raw Payload documents (`doc`, `operation`) are not these shapes: a draft saved over a published
product looks like a change of it there, so such bodies are refused.
"""

from datetime import datetime
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType

MAX_PRICE = 2**53 - 1  # every JSON reader holds it exactly

Id = Annotated[str, Meta(min_length=1, max_length=200)] | Annotated[int, Meta(ge=0, le=2**63 - 1)]
Instant = Annotated[datetime, Meta(tz=True)]
OwnInstant = Instant | UnsetType | None
Price = Annotated[int, Meta(ge=0, le=MAX_PRICE)]
Stock = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
# Any: a Lexical tree is checked by the domain, node by node.
RichText = str | dict[str, Any] | None
Texts = list[str] | None


class Upload(Struct, frozen=True):
    """A media document in place of its address."""

    url: str | None


Image = str | Upload | None


class BrandBody(Struct, frozen=True, kw_only=True, rename="camel"):
    payload_brand_id: Id
    name: str = ""
    slug: str | None = None
    status: str
    country: str | None = None
    base_currency: str | None = None
    logo_url: Image = None
    cover_image_url: Image = None
    gift_fit: str | None = None
    style_tags: Texts = None
    stripe_connect_account_id: str | None = None
    stripe_onboarding_status: str | None = None
    ts: OwnInstant = UNSET


class ProductBody(Struct, frozen=True, kw_only=True, rename="camel"):
    title: Annotated[str, Meta(min_length=1)]
    slug: str | None = None
    status: str
    visible_to_gifter: bool
    is_featured: bool | None = False
    short_description: RichText = None
    description: RichText = None
    specs: RichText = None
    primary_image_url: Image = None
    gallery_image_urls: list[Image] | None = None
    default_price: Price | None = None
    default_currency: str | None = None
    category: str | None = None
    gift_tags: Texts = None
    occasion_fit: Texts = None
    style_tags: Texts = None
    ts: OwnInstant = UNSET


class OptionValue(Struct, frozen=True):
    option: str
    value: str


class VariantBody(Struct, frozen=True, kw_only=True, rename="camel"):
    payload_variant_id: Id
    sku: str | None = None
    option_values: list[OptionValue] | None = None
    price: Price
    currency: str
    stock: Stock | None = None
    stripe_price_id: str | None = None
    ts: OwnInstant = UNSET


class ProductChanged(
    Struct, frozen=True, kw_only=True, rename="camel", tag_field="event", tag="product.changed"
):
    """Product, brand and variants are all there, but may be left out by a deletion."""

    payload_product_id: Id
    deleted: bool | UnsetType | None = UNSET
    brand: BrandBody | UnsetType | None = UNSET
    product: ProductBody | UnsetType | None = UNSET
    variants: list[VariantBody] | UnsetType | None = UNSET
    removed_variants: list[VariantBody] | UnsetType | None = UNSET
    ts: Instant


class BrandChanged(
    Struct, frozen=True, kw_only=True, rename="camel", tag_field="event", tag="brand.changed"
):
    """The brand is there, but may be left out by a deletion."""

    payload_brand_id: Id
    deleted: bool | UnsetType | None = UNSET
    brand: BrandBody | UnsetType | None = UNSET
    ts: Instant


Body = ProductChanged | BrandChanged
