"""Whether a variant is still there: absence from a snapshot is the only sign of its deletion."""

from datetime import timedelta
from enum import StrEnum

from gifter_domain.catalogue.mirror import Product, Variant

# Variants saved at the same moment each send a snapshot that lacks the others, so a short absence
# proves nothing.
GRACE = timedelta(seconds=5)


class Presence(StrEnum):
    LIVE = "LIVE"
    UNCONFIRMED = "UNCONFIRMED"
    REMOVED = "REMOVED"


def presence(variant: Variant, product: Product) -> Presence:
    """How a variant stands to the latest snapshot of the product that owns it.

    LIVE: seen in it, or after it. UNCONFIRMED: absent, but seen at most `GRACE` before; kept and
    sold until a later snapshot or a reconcile decides. REMOVED: last seen longer before.
    """
    if product.content is None or variant.source_ts >= product.content.source_ts:
        return Presence.LIVE
    absent_for = product.content.source_ts - variant.source_ts
    return Presence.UNCONFIRMED if absent_for <= GRACE else Presence.REMOVED
