"""Applying changes of the shop's catalogue to the mirror, from webhooks and imports alike."""

from collections.abc import Sequence
from functools import reduce

from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import (
    States,
    altered,
    brands_affecting_products,
    products_with_new_texts,
    states,
)
from gifter_domain.catalogue.events import ProductTextsChanged
from gifter_domain.catalogue.mirror import Change
from gifter_domain.catalogue.ports import CatalogueTransaction


async def apply_catalogue_changes(
    tx: CatalogueTransaction, changes: Sequence[Change]
) -> list[bool]:
    """Applies the changes to the mirror, and returns for each whether it changed anything.

    - One writer runs at a time, so that changes apply to the latest state in any order.
    - Unchanged rows are not written.
    - It raises an event for listed products whose text changed.
    - A changed brand updates the data derived from it (texts, visibility) in all its products.
    """
    await tx.catalogue.lock()
    before = await tx.catalogue.affected_by(changes)
    moved: list[bool] = []
    after = before
    for change in changes:
        previous, after = after, merged(after, change)
        moved.append(after is not previous)
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
    if changed := products_with_new_texts(before, after):
        await tx.happened(ProductTextsChanged(await tx.catalogue.product_ids(changed)))
