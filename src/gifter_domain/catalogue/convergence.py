"""How sightings meet: the latest wins, whatever the order and however often they arrive.

`merged` takes the maximum of each register under a total order, so it is commutative, associative
and idempotent; the mirror is the same for every order, duplication and batching of the same events.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TypeVar

from gifter_domain.catalogue.mirror import Change, Mirror, Product, ProductContent, Sighting

S = TypeVar("S", bound=Sighting)


def merged(mirror: Mirror, change: Change) -> Mirror:
    """The mirror after one more change; the very same object when the change tells nothing new."""
    news = Mirror(
        _news(mirror.brands, {b.payload_brand_id: b for b in [change.brand] if b}),
        _newer_products(mirror, change.product),
        _news(mirror.variants, {v.payload_variant_id: v for v in change.variants}),
    )
    if not (news.brands or news.products or news.variants):
        return mirror
    return mirror | news


def latest(held: S | None, seen: S) -> S:
    """The later of two sightings of one thing.

    Of one instant, the one that hides more; then the one whose canonical JSON is greater, compared
    as strings. So the choice depends on nothing but the two.
    """
    if held is None or seen.source_ts > held.source_ts:
        return seen
    if seen.source_ts < held.source_ts or seen == held:
        return held
    return max(held, seen, key=lambda sighting: (sighting.hiding, _canonical(sighting)))


def merged_product(held: Product | None, seen: Product) -> Product:
    """One product out of two: content and deletion are registers of their own."""
    if held is None:
        return seen
    return product_of(
        seen.payload_product_id,
        _latest_content(held.content, seen.content),
        max(filter(None, (held.deleted_ts, seen.deleted_ts)), default=None),
    )


def product_of(
    payload_product_id: str, content: ProductContent | None, deleted_ts: datetime | None
) -> Product:
    """The product, without a deletion that its content has overtaken."""
    overtaken = content and deleted_ts and deleted_ts < content.source_ts
    return Product(payload_product_id, content, None if overtaken else deleted_ts)


def _latest_content(
    held: ProductContent | None, seen: ProductContent | None
) -> ProductContent | None:
    return latest(held, seen) if seen else held


def _canonical(sighting: Sighting) -> str:
    return json.dumps(asdict(sighting), default=str, sort_keys=True)


def _news(held: Mapping[str, S], seen: Mapping[str, S]) -> dict[str, S]:
    """Of what was seen, that which replaces what is held."""
    kept = {key: latest(held.get(key), sighting) for key, sighting in seen.items()}
    return {key: sighting for key, sighting in kept.items() if sighting != held.get(key)}


def _newer_products(mirror: Mirror, seen: Product | None) -> dict[str, Product]:
    if seen is None:
        return {}
    held = mirror.products.get(seen.payload_product_id)
    product = merged_product(held, seen)
    return {} if product == held else {product.payload_product_id: product}
