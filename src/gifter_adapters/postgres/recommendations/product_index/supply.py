"""Prices of the products in an index that satisfy some constraints."""

from collections.abc import Sequence

import numpy as np

from gifter_adapters.postgres.recommendations.product_index.filters import Filters, allowed
from gifter_adapters.postgres.recommendations.product_index.search import Part
from gifter_adapters.postgres.recommendations.product_index.segment import (
    NO_PRICE,
    currency_code,
)
from gifter_domain.recommendations.candidates import Supply
from gifter_domain.shared.money import Money


def supply(parts: Sequence[Part], filters: Filters) -> list[Supply]:
    """Returns the lowest and the highest price in each currency, the commonest currency first."""
    rows = [
        np.flatnonzero(
            allowed(part.segment, part.alive, filters) & (part.segment.price != NO_PRICE)
        )
        for part in parts
    ]
    prices = np.concatenate([p.segment.price[r] for p, r in zip(parts, rows, strict=True)])
    numbers = np.concatenate([p.segment.currency[r] for p, r in zip(parts, rows, strict=True)])
    found = []
    for number in np.unique(numbers).tolist():
        own, code = prices[numbers == number], currency_code(number)
        cheapest, dearest = Money(int(own.min()), code), Money(int(own.max()), code)
        found.append((-len(own), code, Supply(cheapest, dearest)))
    return [one for *_, one in sorted(found, key=lambda each: each[:2])]
