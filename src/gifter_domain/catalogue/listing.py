"""Listings: products that may be shown to people, with their current price."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from gifter_domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class BrandRef:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class ShopLinks:
    """Finds the addresses at which products are bought.

    `template` is the address of a product that has none of its own, with `{slug}` for its slug.
    """

    template: str | None = None

    def address(self, url: str | None, slug: str | None) -> str | None:
        """Returns the product's own address, otherwise that of the template, or None."""
        if url or not (self.template and slug):
            return url
        return self.template.replace("{slug}", quote(slug, safe=""))


@dataclass(frozen=True, slots=True)
class ListedProduct:
    """A product that may be shown: published, visible, not deleted, of an approved brand.

    `price` is the lowest price of the variants in stock, or of all variants while it is out of
    stock. It is None if the source has no price.
    """

    id: str
    payload_product_id: str
    title: str
    brand: BrandRef
    price: Money | None
    in_stock: bool
    is_featured: bool
    short_description: str | None
    description: str | None
    specs: str | None
    primary_image_url: str | None
    gallery_image_urls: tuple[str, ...]
    category: str | None
    gift_tags: tuple[str, ...]
    occasion_fit: tuple[str, ...]
    style_tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime
    slug: str | None = None
    url: str | None = None


class ProductRow(NamedTuple):
    """A listed product as it is stored. Pages show it as it is, so no object is built of it."""

    id: str
    payload_product_id: str
    title: str
    brand_id: str
    brand_name: str
    price_minor: int | None
    price_currency: str | None
    in_stock: bool
    is_featured: bool
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
    slug: str | None
    url: str | None
