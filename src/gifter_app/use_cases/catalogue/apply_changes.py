"""Applying changes of the shop's catalogue to the mirror, from webhooks and imports alike."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    before = await tx.catalogue.affected_by(changes)
    moved, after = _merged(before, changes)
    if not any(moved):
        return moved
    if followed := brands_affecting_products(before, after):
        before = await tx.catalogue.products_of_brands(followed) | before
        after = reduce(merged, changes, before)
    # awaits: a thread, as a brand may have a thousand products; no row is locked yet
    done = await computed_from(_size(before, changes), lambda: _effect(before, after))
    await tx.catalogue.save(done.altered)
    if done.new_texts:
        await tx.happened(ProductTextsChanged(await tx.catalogue.product_ids(done.new_texts)))
    return moved


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
