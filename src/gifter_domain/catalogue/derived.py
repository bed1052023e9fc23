"""Data derived from the mirror (presence, offer, texts), and the rows that a change alters."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from gifter_domain.catalogue.mirror import Brand, BrandStatus, Change, Mirror, Product, Variant
from gifter_domain.catalogue.offer import Offer, offer
from gifter_domain.catalogue.presence import Presence, presence
from gifter_domain.catalogue.texts import (
    SearchTexts,
    embedding_text,
    judged_text,
    search_texts,
    text_hash,
)
from gifter_domain.catalogue.visibility import is_listed

_NO_TEXTS = SearchTexts("", "", "", "")


@dataclass(frozen=True, slots=True)
class VariantState:
    variant: Variant
    presence: Presence


@dataclass(frozen=True, slots=True)
class ProductState:
    """A product with all derived data that is stored beside it.

    A product without content has no price, is out of stock and has no texts.
    """

    product: Product
    listed: bool
    offer: Offer
    embedding_text: str | None
    text_hash: str | None
    facts_hash: str | None
    search: SearchTexts


@dataclass(frozen=True, slots=True)
class States:
    """The rows of the mirror or of a part of it, by the source's ids."""

    brands: Mapping[str, Brand]
    products: Mapping[str, ProductState]
    variants: Mapping[str, VariantState]


def states(mirror: Mirror) -> States:
    """Derives the rows of every brand, product and variant in the mirror.

    The mirror must hold the brand and all variants of each of its products, and the product of
    each of its variants.
    """
    variants = {
        key: VariantState(variant, presence(variant, mirror.products[variant.payload_product_id]))
        for key, variant in mirror.variants.items()
    }
    present: dict[str, list[Variant]] = defaultdict(list)
    for state in variants.values():
        if state.presence is not Presence.REMOVED:
            present[state.variant.payload_product_id].append(state.variant)
    products = {
        key: _product_state(product, _brand_of(product, mirror), present[key])
        for key, product in mirror.products.items()
    }
    return States(mirror.brands, products, variants)


def altered(before: States, after: States) -> States:
    """Returns the states of `after` that are missing in `before` or different there."""
    return States(
        {key: row for key, row in after.brands.items() if before.brands.get(key) != row},
        {key: row for key, row in after.products.items() if before.products.get(key) != row},
        {key: row for key, row in after.variants.items() if before.variants.get(key) != row},
    )


def products_with_new_texts(before: States, after: States) -> list[str]:
    """Returns the source's ids of products that are newly listed or listed with a new text."""
    return [
        key
        for key, now in after.products.items()
        if now.listed and _listed_texts(before.products.get(key)) != _listed_texts(now)
    ]


def brands_affecting_products(before: Mirror, after: Mirror) -> list[str]:
    """Returns the source's ids of brands whose products all change: renamed or newly approved."""
    return [
        key
        for key, brand in after.brands.items()
        if (old := before.brands.get(key))
        and (old.name != brand.name or _approved(brand) > _approved(old))
    ]


def is_within_one_product(before: Mirror, after: Mirror, change: Change) -> bool:
    """Returns whether a change needs no other rows than those of its product and of its brand.

    `before` is the part of the mirror that the change can affect. The brand must be known, the
    product may not come from another brand or have a variant of another product, and no other
    product may depend on what is new in the brand.
    """
    return (
        change.product is not None
        and change.brand is not None
        and before.brands.keys() == {change.brand.payload_brand_id}
        and before.products.keys() <= {change.product.payload_product_id}
        and not brands_affecting_products(before, after)
    )


def _approved(brand: Brand) -> bool:
    return brand.status == BrandStatus.APPROVED


def _listed_texts(state: ProductState | None) -> tuple[str | None, str | None] | None:
    return (state.text_hash, state.facts_hash) if state and state.listed else None


def _brand_of(product: Product, mirror: Mirror) -> Brand | None:
    key = product.content.payload_brand_id if product.content else None
    return mirror.brands[key] if key else None


def _product_state(product: Product, brand: Brand | None, variants: list[Variant]) -> ProductState:
    content = product.content
    if content is None:
        return ProductState(
            product, False, Offer(None, in_stock=False), None, None, None, _NO_TEXTS
        )
    text = embedding_text(content, brand)
    return ProductState(
        product=product,
        listed=is_listed(product, brand),
        offer=offer(content, variants),
        embedding_text=text,
        text_hash=text_hash(text),
        facts_hash=judged_text(content).hash(),
        search=search_texts(content, brand),
    )
