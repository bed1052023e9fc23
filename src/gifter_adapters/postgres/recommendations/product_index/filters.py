"""Filters rows of a segment by the constraints of a search, as the SQL of candidates does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gifter_adapters.postgres.recommendations.product_index.segment import (
    NO_PRICE,
    Segment,
    currency_number,
)
from gifter_domain.catalogue.traits.trait import UNKNOWN_CONTENTS
from gifter_domain.recommendations.candidates import Constraints
from gifter_domain.shared.money import Budget

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Filters:
    """The constraints of a search.

    `refused` has the words of each refused phrase: a text must not have all of one phrase.
    `reported` are products that users report to have a forbidden trait.
    """

    constraints: Constraints
    refused: Sequence[frozenset[str]] = ()
    reported: Sequence[str] = ()


def allowed(segment: Segment, alive: Mask, filters: Filters) -> Mask:
    """Returns True for each row that satisfies the constraints and is listed."""
    constraints = filters.constraints
    mask = alive & segment.listed
    if not constraints.include_out_of_stock:
        mask &= segment.in_stock
    if constraints.budget is not None:
        mask &= _affordable(segment, (constraints.budget, *constraints.elsewhere))
    for code in constraints.traits.forbidden:
        mask[segment.traits.of(code)[0]] = False
    _drop_unknown_contents(segment, mask, constraints)
    for brand_id in constraints.exclude_brand_ids:
        mask[segment.brands.of(brand_id)[0]] = False
    for product_id in (*constraints.exclude_product_ids, *filters.reported):
        if (row := segment.rows.get(product_id)) is not None:
            mask[row] = False
    for words in filters.refused:
        mask[rows_with_all(segment, words)] = False
    return mask


def rows_with_all(segment: Segment, words: frozenset[str]) -> NDArray[np.int32]:
    """Returns the rows whose texts have all of the words."""
    found = sorted((segment.words.of(word)[0] for word in words), key=len)
    rows = found[0]
    for others in found[1:]:
        rows = rows[np.isin(rows, others, assume_unique=True)]
    return rows


def _affordable(segment: Segment, budgets: Sequence[Budget]) -> Mask:
    """Returns True for each row within the budget of its currency."""
    fits = np.zeros(len(segment), bool)
    for budget in budgets:
        within = segment.currency == currency_number(budget.currency)
        if budget.min_minor is not None:
            within &= segment.price >= max(budget.min_minor, NO_PRICE + 1)
        if budget.max_minor is not None:
            within &= (segment.price <= budget.max_minor) & (segment.price != NO_PRICE)
        fits |= within
    return fits


def _drop_unknown_contents(segment: Segment, mask: Mask, constraints: Constraints) -> None:
    """Leaves out what does not say what is in it, unless it is stated free of all allergens."""
    codes = [f"free:{code}" for code in constraints.traits.allergens]
    if not codes:
        return
    unknown = segment.traits.of(UNKNOWN_CONTENTS)[0]
    stated = np.zeros(len(segment), np.int32)
    for code in codes:
        stated[segment.traits.of(code)[0]] += 1
    mask[unknown[stated[unknown] < len(codes)]] = False
