"""Browsing the catalogue: listed products and approved brands, in pages and by id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from gifter_domain.catalogue.listing import ProductRow
from gifter_domain.shared.errors import NotFound
from gifter_domain.shared.money import Budget
from gifter_domain.shared.pages import Page, PageRequest


class ProductNotFound(NotFound):
    """The product does not exist, or it may not be shown (any more)."""

    code = "product_not_found"


class BrandNotFound(NotFound):
    """The brand does not exist or is not approved."""

    code = "brand_not_found"


class VariantRow(NamedTuple):
    """A variant of a listed product as it is stored. Unknown stock is in stock.

    Each of `option_values` has an `option` and a `value`.
    """

    id: str
    payload_variant_id: str
    sku: str | None
    option_values: list[dict[str, str]]
    price: int
    currency: str
    stock: int | None
    created_at: datetime
    updated_at: datetime

    @property
    def in_stock(self) -> bool:
        return self.stock is None or self.stock > 0


@dataclass(frozen=True, slots=True)
class ProductDetail:
    """A product with its variants, including those of unconfirmed presence."""

    product: ProductRow
    variants: Sequence[VariantRow]


@dataclass(frozen=True, slots=True)
class ListedBrand:
    """An approved brand."""

    id: str
    payload_brand_id: str
    name: str
    slug: str | None
    country: str | None
    base_currency: str | None
    logo_url: str | None
    cover_image_url: str | None
    gift_fit: str | None
    style_tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


class ProductSort(StrEnum):
    """The orders of products.

    RELEVANCE is the best match of the text first; without a text, the first stored first. Prices
    are compared within a currency; products without a price come last in both orders of prices.
    """

    RELEVANCE = "relevance"
    PRICE = "price"
    PRICE_DESCENDING = "-price"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Conditions on products, and their order; a field of None sets no condition.

    `text` is a web-style search (`"exact words"`, `or`, `-without`) in all texts of a product. A
    `budget` passes only products with a price in its currency. `occasion` is one of the product's
    occasions, `tag` one of its gift or style tags. Both ignore case, and in an occasion spaces and
    hyphens equal underscores. Prices in `first_currency` come before those in others.
    """

    text: str | None = None
    brand_id: str | None = None
    budget: Budget | None = None
    occasion: str | None = None
    tag: str | None = None
    sort: ProductSort = ProductSort.RELEVANCE
    first_currency: str | None = None


class CatalogueReads(Protocol):
    """Reads of the catalogue. Products and brands that may not be shown are treated as missing.

    Pages of brands are in the order in which the brands were first stored.
    """

    async def products(
        self, wanted: ProductFilter, page: PageRequest, reader_id: str
    ) -> tuple[Page[ProductRow], int | None]:
        """Returns a page of products, and the version of the reader's account.

        The version is None if no product was found. The page after a cursor is of the text of the
        first page, which the cursor contains. Raises `InvalidInput` if the cursor is of another
        order.
        """
        ...

    async def product_for(
        self, reader_id: str, product_id: str
    ) -> tuple[ProductDetail | None, int | None]:
        """Returns a product, and the version of the reader's account. Both are None if missing."""
        ...

    async def product(self, product_id: str) -> ProductDetail:
        """Returns a product. Raises `ProductNotFound`."""
        ...

    async def brands(self, page: PageRequest) -> Page[ListedBrand]: ...

    async def brand(self, brand_id: str) -> ListedBrand:
        """Returns an approved brand. Raises `BrandNotFound`."""
        ...
