"""Presence of variants: absence from a snapshot is the only sign that a variant was deleted."""

from datetime import timedelta
from enum import StrEnum

from gifter_domain.catalogue.mirror import Product, Variant

# Variants saved at the same moment each send a snapshot without the others, so a short absence
# proves nothing.
GRACE = timedelta(seconds=5)


class Presence(StrEnum):
    LIVE = "LIVE"
    UNCONFIRMED = "UNCONFIRMED"
    REMOVED = "REMOVED"


def presence(variant: Variant, product: Product) -> Presence:
    """Compares a variant with the latest snapshot of the product that owns it.

    LIVE: the variant was seen in the snapshot or after it. UNCONFIRMED: it is absent, but was seen
    at most `GRACE` earlier; it is kept and sold until a later snapshot or a reconcile decides.
    REMOVED: it was last seen more than `GRACE` before the snapshot.
    """
    if product.content is None or variant.source_ts >= product.content.source_ts:
        return Presence.LIVE
    absent_for = product.content.source_ts - variant.source_ts
    return Presence.UNCONFIRMED if absent_for <= GRACE else Presence.REMOVED
