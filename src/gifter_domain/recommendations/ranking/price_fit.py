"""Price fit: compares the prices of products with the budget of a query."""

from collections.abc import Sequence

import numpy as np

from gifter_domain.catalogue.listing import ListedProduct
from gifter_domain.recommendations.gift_query import GiftQuery
from gifter_domain.recommendations.ranking.values import Values, each
from gifter_domain.shared.money import Budget


def price_values(query: GiftQuery, products: Sequence[ListedProduct]) -> Values:
    """Returns how well each price fits the budget.

    A query without text and budget prefers the median price of the candidates: the value is
    1 / (1 + distance to the median in octaves).
    """
    if query.search_text or query.budget is not None:
        if query.budget is None and not query.elsewhere:
            return np.zeros(len(products))
        fit = around_fit if query.is_soft else price_fit
        return each(products, lambda product: fit(query.budget_for(product.price), product))
    prices = np.array([p.price.minor if p.price else 0 for p in products], np.float64)
    known = prices[prices > 0]
    if not len(known):
        return np.zeros(len(products))
    octaves = np.abs(np.log2(np.maximum(prices, 1.0) / np.median(known)))
    return np.where(prices > 0, 1 / (1 + octaves), 0.0)


def price_fit(budget: Budget | None, product: ListedProduct) -> float:
    """Returns 1 for a price between half of the maximum and the maximum, less for a lower price.

    A giver who may spend £40 seldom wants to give something for £3. The result is 0 without a
    budget or a price, and for a price outside the budget.
    """
    if budget is None or product.price is None or not budget.allows(product.price):
        return 0.0
    if not budget.max_minor:
        return 1.0
    return min(1.0, product.price.minor / (budget.max_minor / 2))


def around_fit(budget: Budget | None, product: ListedProduct) -> float:
    """Returns 1 for a price within a soft budget, and less the further it is outside.

    A price of twice the upper end, or of half the lower end, gives one half.

    The result is 0 without a price, and for a price in another currency.
    """
    price = product.price
    if budget is None or price is None or price.currency != budget.currency:
        return 0.0
    low, high = budget.min_minor or 0, budget.max_minor or price.minor
    if price.minor < low:
        return price.minor / low
    return high / price.minor if price.minor > high else 1.0
