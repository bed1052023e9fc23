"""Offers: the price of a product and its availability."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.mirror import ProductContent, Variant
from gifter_domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """The price to show, or None if unknown, and `in_stock` if it can be bought now."""

    price: Money | None
    in_stock: bool


def offer(content: ProductContent, variants: Sequence[Variant]) -> Offer:
    """Returns the offer of a product with the given variants, which must not include removed ones.

    The price is the lowest of the variants in stock, otherwise of all variants, otherwise the
    product's own. Only prices in the product's default currency count. Without a default, the
    alphabetically first currency of the variants does. Unknown stock counts as in stock, and so
    does a product without variants.
    """
    buyable = [variant for variant in variants if variant.stock is None or variant.stock > 0]
    own = content.default_currency or min((v.currency for v in variants), default=None)
    lowest = _lowest(buyable, own) or _lowest(variants, own) or _default_price(content)
    return Offer(lowest, in_stock=bool(buyable) or not variants)


def _lowest(variants: Iterable[Variant], currency: str | None) -> Money | None:
    prices = [variant.price for variant in variants if variant.currency == currency]
    return Money(min(prices), currency) if prices and currency else None


def _default_price(content: ProductContent) -> Money | None:
    if content.default_price is None or content.default_currency is None:
        return None
    return Money(content.default_price, content.default_currency)
