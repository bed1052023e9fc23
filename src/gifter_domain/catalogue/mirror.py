"""What is known of Payload's catalogue: the latest sighting of each brand, product and variant.

Every part is a last-writer-wins register of the source's clock; `convergence` says how two meet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class BrandStatus(StrEnum):
    """The statuses that mean something here; every other word hides a brand just as well."""

    APPROVED = "approved"
    DELETED = "deleted"


class ProductStatus(StrEnum):
    """The statuses that mean something here; every other word hides a product just as well."""

    PUBLISHED = "published"
    DRAFT = "draft"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The whole of something as the source showed it at `source_ts`."""

    source_ts: datetime

    @property
    def hiding(self) -> tuple[int, ...]:
        """How much it keeps from people; of two sightings of one instant, more wins."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Sighting):
    """A brand; the name is empty only when nothing but its deletion was ever told."""

    payload_brand_id: str
    name: str
    status: str
    slug: str | None = None
    country: str | None = None
    base_currency: str | None = None
    logo_url: str | None = None
    cover_image_url: str | None = None
    gift_fit: str | None = None
    style_tags: tuple[str, ...] = ()
    stripe_connect_account_id: str | None = None
    stripe_onboarding_status: str | None = None

    @property
    def hiding(self) -> tuple[int, ...]:
        return (self.status != BrandStatus.APPROVED, self.status == BrandStatus.DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductContent(Sighting):
    """What a product's snapshot says about the product itself; prices in minor units."""

    payload_brand_id: str | None
    title: str
    status: str
    visible_to_gifter: bool
    is_featured: bool = False
    slug: str | None = None
    short_description: str | None = None
    description: str | None = None
    specs: str | None = None
    primary_image_url: str | None = None
    gallery_image_urls: tuple[str, ...] = ()
    default_price: int | None = None
    default_currency: str | None = None
    category: str | None = None
    gift_tags: tuple[str, ...] = ()
    occasion_fit: tuple[str, ...] = ()
    style_tags: tuple[str, ...] = ()

    @property
    def hiding(self) -> tuple[int, ...]:
        return (
            self.status != ProductStatus.PUBLISHED,
            self.status == ProductStatus.ARCHIVED,
            not self.visible_to_gifter,
            self.payload_brand_id is None,
        )


@dataclass(frozen=True, slots=True)
class Product:
    """A product: its latest content, and the latest instant at which it was said to be deleted.

    `deleted_ts` is None unless it is at or after the content's `source_ts`: a deletion that newer
    content has overtaken can never matter again. At least one of the two is there.
    """

    payload_product_id: str
    content: ProductContent | None
    deleted_ts: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Sighting):
    """A variant, owned by the product whose snapshot showed it last; price in minor units."""

    payload_variant_id: str
    payload_product_id: str
    price: int
    currency: str
    sku: str | None = None
    option_values: tuple[tuple[str, str], ...] = ()
    stock: int | None = None
    stripe_price_id: str | None = None

    @property
    def hiding(self) -> tuple[int, ...]:
        return (self.stock is not None and self.stock <= 0,)


@dataclass(frozen=True, slots=True)
class Change:
    """What one event or line of an export tells: a product with its parts, or a brand alone."""

    product: Product | None = None
    brand: Brand | None = None
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Mirror:
    """All of the mirror, or the part of it that some changes can touch, by the source's ids."""

    brands: Mapping[str, Brand] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)

    def __or__(self, other: "Mirror") -> "Mirror":
        return Mirror(
            {**self.brands, **other.brands},
            {**self.products, **other.products},
            {**self.variants, **other.variants},
        )
