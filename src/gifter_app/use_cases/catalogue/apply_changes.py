"""Applying what the source tells to the mirror, whichever way it came."""

from collections.abc import Sequence
from functools import reduce

from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import (
    States,
    altered,
    brands_affecting_products,
    products_to_embed,
    states,
)
from gifter_domain.catalogue.events import ProductTextsChanged
from gifter_domain.catalogue.mirror import Change
from gifter_domain.catalogue.ports import CatalogueTransaction


async def apply_catalogue_changes(
    tx: CatalogueTransaction, changes: Sequence[Change]
) -> list[bool]:
    """Brings the mirror forward by the changes; says of each whether it told anything new.

    - One writer at a time: the changes meet the latest state, in whatever order they come.
    - Rows that the changes leave as they are are not written.
    - It raises an event for products that are now listed with another text.
    - What is derived from a brand (texts, visibility) follows it in all its products.
    """
    await tx.catalogue.lock()
    before = await tx.catalogue.affected_by(changes)
    moved: list[bool] = []
    after = before
    for change in changes:
        held, after = after, merged(after, change)
        moved.append(after is not held)
    if not any(moved):
        return moved
    if followed := brands_affecting_products(before, after):
        before = await tx.catalogue.products_of_brands(followed) | before
        after = reduce(merged, changes, before)
    old, new = states(before), states(after)
    await tx.catalogue.save(altered(old, new))
    await _raise_changed_texts(tx, old, new)
    return moved


async def _raise_changed_texts(tx: CatalogueTransaction, before: States, after: States) -> None:
    if concerned := products_to_embed(before, after):
        await tx.happened(ProductTextsChanged(await tx.catalogue.product_ids(concerned)))
