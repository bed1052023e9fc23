"""Applying changes of the shop's catalogue to the mirror, from webhooks and imports alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from gifter_domain.catalogue.convergence import merged
from gifter_domain.catalogue.derived import (
    States,
    altered,
    brands_affecting_products,
    is_within_one_product,
    products_with_new_texts,
    states,
)
from gifter_domain.catalogue.events import ProductTextsChanged
from gifter_domain.catalogue.mirror import Change, Mirror
from gifter_domain.catalogue.ports import CatalogueTransaction
from gifter_domain.shared.threads import computed_from


@dataclass(frozen=True, slots=True)
class _Effect:
    """The rows to write, and the source's ids of the products with new texts."""

    altered: States
    new_texts: Sequence[str]


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
    return await _apply(tx, changes)


async def apply_product_change(tx: CatalogueTransaction, change: Change) -> bool | None:
    """Applies the change of one product beside writers of other products.

    Returns whether it changed anything. Returns None, and changes nothing, if it needs rows of
    other products: then `apply_catalogue_changes` must apply it, in another transaction.
    """
    if change.product is None or change.brand is None:
        return None
    await tx.catalogue.lock_product(change.product, change.variants)
    before = await tx.catalogue.affected_by([change])
    if not is_within_one_product(before, after := merged(before, change), change):
        return None
    if after is before:
        return False
    if after.brands != before.brands:
        # Another writer may have changed the brand, as its products are not locked.
        key = change.brand.payload_brand_id
        before = before | Mirror({key: await tx.catalogue.locked_brand(key)})
        if not is_within_one_product(before, after := merged(before, change), change):
            return None
    await _save(tx, _effect(before, after))
    return after is not before


async def _apply(tx: CatalogueTransaction, changes: Sequence[Change]) -> list[bool]:
    before = await tx.catalogue.affected_by(changes)
    moved, after = _merged(before, changes)
    if not any(moved):
        return moved
    if followed := brands_affecting_products(before, after):
        before = await tx.catalogue.products_of_brands(followed) | before
        after = reduce(merged, changes, before)
    # awaits: a thread, as a brand may have a thousand products; no row is locked yet
    done = await computed_from(_size(before, changes), lambda: _effect(before, after))
    await _save(tx, done)
    return moved


async def _save(tx: CatalogueTransaction, done: _Effect) -> None:
    await tx.catalogue.save(done.altered)
    if done.new_texts:
        await tx.happened(ProductTextsChanged(await tx.catalogue.product_ids(done.new_texts)))


def _merged(mirror: Mirror, changes: Sequence[Change]) -> tuple[list[bool], Mirror]:
    """Returns for each change whether it changes anything, and the mirror after all of them."""
    moved: list[bool] = []
    for change in changes:
        previous, mirror = mirror, merged(mirror, change)
        moved.append(mirror is not previous)
    return moved, mirror


def _effect(before: Mirror, after: Mirror) -> _Effect:
    old, new = states(before), states(after)
    return _Effect(altered(old, new), products_with_new_texts(old, new))


def _size(before: Mirror, changes: Sequence[Change]) -> int:
    variants = len(before.variants) + sum(len(change.variants) for change in changes)
    return 3 * (len(before.products) + len(changes)) + variants  # a product has its texts
