"""The mirror of Payload's catalogue: the latest sighting of each brand, product and variant.

Every part is a last-writer-wins register by the source's clock. `convergence` merges two of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class BrandStatus(StrEnum):
    """The statuses with a meaning for Gifter. Any other status hides a brand too."""

    APPROVED = "approved"
    DELETED = "deleted"


class ProductStatus(StrEnum):
    """The statuses with a meaning for Gifter. Any other status hides a product too."""

    PUBLISHED = "published"
    DRAFT = "draft"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """The complete state of a thing in the source at the instant `source_ts`."""

    source_ts: datetime

    @property
    def hiding_rank(self) -> tuple[int, ...]:
        """Returns a rank of how much this sighting hides from people.

        Between two sightings of the same instant the greater rank wins.
        """
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Sighting):
    """A brand. The name is empty only if its deletion is all that is known of it."""

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
    def hiding_rank(self) -> tuple[int, ...]:
        return (self.status != BrandStatus.APPROVED, self.status == BrandStatus.DELETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductContent(Sighting):
    """The product's own part of its snapshot, without variants. Prices are in minor units."""

    payload_brand_id: str | None
    title: str
    status: str
    visible_to_gifter: bool
    is_featured: bool = False
    slug: str | None = None
    url: str | None = None
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
    def hiding_rank(self) -> tuple[int, ...]:
        return (
            self.status != ProductStatus.PUBLISHED,
            self.status == ProductStatus.ARCHIVED,
            not self.visible_to_gifter,
            self.payload_brand_id is None,
        )


@dataclass(frozen=True, slots=True)
class Product:
    """A product: its latest content, and the latest instant at which it was reported as deleted.

    `deleted_ts` is None unless it is at or after the content's `source_ts`, because a deletion
    older than the content no longer matters. At least one of `content` and `deleted_ts` is set.
    """

    payload_product_id: str
    content: ProductContent | None
    deleted_ts: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant(Sighting):
    """A variant of a product. Its owner is the product whose snapshot had it last.

    The price is in minor units. A `stock` of None means unknown.
    """

    payload_variant_id: str
    payload_product_id: str
    price: int
    currency: str
    sku: str | None = None
    option_values: tuple[tuple[str, str], ...] = ()
    stock: int | None = None
    stripe_price_id: str | None = None

    @property
    def hiding_rank(self) -> tuple[int, ...]:
        return (self.stock is not None and self.stock <= 0,)


@dataclass(frozen=True, slots=True)
class Change:
    """The content of one event or line of an export: a product with its parts, or a brand alone."""

    product: Product | None = None
    brand: Brand | None = None
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Mirror:
    """The whole mirror, or the part of it that some changes can affect, by the source's ids."""

    brands: Mapping[str, Brand] = field(default_factory=dict)
    products: Mapping[str, Product] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)

    def __or__(self, other: "Mirror") -> "Mirror":
        return Mirror(
            {**self.brands, **other.brands},
            {**self.products, **other.products},
            {**self.variants, **other.variants},
        )
