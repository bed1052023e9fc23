"""Convergence: merges sightings so that the latest one wins, in any order and number of arrivals.

`merged` takes the maximum of each register under a total order, so it is commutative, associative
and idempotent. The mirror is the same for every order, duplication and batching of the same events.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from gifter_domain.catalogue.mirror import Change, Mirror, Product, ProductContent, Sighting

S = TypeVar("S", bound=Sighting)


def merged(mirror: Mirror, change: Change) -> Mirror:
    """Returns the mirror after one more change, or the same object if nothing is new."""
    newer = Mirror(
        _newer(mirror.brands, {b.payload_brand_id: b for b in [change.brand] if b}),
        _newer_products(mirror, change.product),
        _newer(mirror.variants, {v.payload_variant_id: v for v in change.variants}),
    )
    if not (newer.brands or newer.products or newer.variants):
        return mirror
    return mirror | newer


def latest(stored: S | None, seen: S) -> S:
    """Returns the later of two sightings of one thing.

    If both have the same instant, the one that hides more wins, then the one with the greater
    canonical JSON, compared as strings. So the result depends on the two sightings alone.
    """
    if stored is None or seen.source_ts > stored.source_ts:
        return seen
    if seen.source_ts < stored.source_ts or seen == stored:
        return stored
    return max(stored, seen, key=lambda sighting: (sighting.hiding_rank, _canonical(sighting)))


def merged_product(stored: Product | None, seen: Product) -> Product:
    """Merges two sightings of one product. Content and deletion are separate registers."""
    if stored is None:
        return seen
    return product_of(
        seen.payload_product_id,
        _latest_content(stored.content, seen.content),
        max(filter(None, (stored.deleted_ts, seen.deleted_ts)), default=None),
    )


def product_of(
    payload_product_id: str, content: ProductContent | None, deleted_ts: datetime | None
) -> Product:
    """Builds the product, without a deletion that is older than its content."""
    overtaken = content and deleted_ts and deleted_ts < content.source_ts
    return Product(payload_product_id, content, None if overtaken else deleted_ts)


def _latest_content(
    stored: ProductContent | None, seen: ProductContent | None
) -> ProductContent | None:
    return latest(stored, seen) if seen else stored


def _canonical(sighting: Sighting) -> str:
    return json.dumps(asdict(sighting), default=str, sort_keys=True)


def _newer(stored: Mapping[str, S], seen: Mapping[str, S]) -> dict[str, S]:
    """Returns the sightings that replace the stored ones or are new."""
    kept = {key: latest(stored.get(key), sighting) for key, sighting in seen.items()}
    return {key: sighting for key, sighting in kept.items() if sighting != stored.get(key)}


def _newer_products(mirror: Mirror, seen: Product | None) -> dict[str, Product]:
    if seen is None:
        return {}
    stored = mirror.products.get(seen.payload_product_id)
    product = merged_product(stored, seen)
    return {} if product == stored else {product.payload_product_id: product}
