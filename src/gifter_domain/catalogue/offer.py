"""What a product can be had for: its price and whether it is in stock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gifter_domain.catalogue.mirror import ProductContent, Variant
from gifter_domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class Offer:
    """The price to show (None: not known), and whether it can be bought now."""

    price: Money | None
    in_stock: bool


def offer(content: ProductContent, variants: Sequence[Variant]) -> Offer:
    """The offer of a product with the given variants, those that are removed left out.

    The price is the lowest of the variants in stock, else of all variants, else the product's own;
    of several currencies the product's default one counts, and prices in others are passed over.
    Unknown stock, and a product without variants, count as in stock.
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
