"""The locks of the catalogue, which belong to a transaction: of all of it, or of one product.

See docs/decisions/0025.
"""

from collections.abc import Collection
from zlib import crc32

from sqlalchemy import text

# It waits for all writers of single products, and they for it.
CATALOGUE_LOCK = text("SELECT pg_advisory_xact_lock(hashtext('gifter.catalogue'))")
# The keys are locked in the order of the list.
PRODUCT_LOCKS = text("""
    SELECT pg_advisory_xact_lock_shared(hashtext('gifter.catalogue')),
           pg_advisory_xact_lock(hashtext('gifter.product'), key)
    FROM unnest(CAST(:keys AS integer[])) AS key
""")


def product_locks(product_id: str, variant_ids: Collection[str]) -> list[int]:
    """Returns the keys to lock for a change of a product: its own, and those of its variants.

    A writer waits for variants in one order, while it has the lock of one product. So no two
    writers wait for each other.
    """
    return [_key(f"p {product_id}"), *sorted({_key(f"v {each}") for each in variant_ids})]


def _key(name: str) -> int:
    """Returns a number for a name. Two names with the same number share a lock."""
    return crc32(name.encode()) - 2**31
