"""Random changes of a small catalogue: 2 brands, 2 products, 4 variants, 15 instants."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from gifter_domain.catalogue.convergence import product_of
from gifter_domain.catalogue.mirror import (
    Brand,
    BrandStatus,
    Change,
    Mirror,
    Product,
    ProductContent,
    ProductStatus,
    Variant,
)

RECORDED = Path(__file__).parents[2] / "data" / "payload"
START = datetime(2026, 11, 21, 10, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


HIDING_STATUSES = ("pending", "rejected", "suspended", "unknown status", BrandStatus.DELETED)


def a_brand(seconds: float = 0, brand_id: str = "b1", **fields: Any) -> Brand:
    given: dict[str, Any] = {"name": "Harbour & Clay", "status": BrandStatus.APPROVED} | fields
    return Brand(source_ts=at(seconds), payload_brand_id=brand_id, **given)


def a_content(seconds: float = 0, **fields: Any) -> ProductContent:
    given: dict[str, Any] = {
        "payload_brand_id": "b1",
        "title": "Speckled Mug",
        "status": ProductStatus.PUBLISHED,
        "visible_to_gifter": True,
        "default_price": 2800,
        "default_currency": "GBP",
    }
    return ProductContent(source_ts=at(seconds), **(given | fields))


def a_variant(
    seconds: float = 0, variant_id: str = "v1", product_id: str = "p1", **fields: Any
) -> Variant:
    given: dict[str, Any] = {"price": 2800, "currency": "GBP", "stock": 5} | fields
    return Variant(
        source_ts=at(seconds),
        payload_variant_id=variant_id,
        payload_product_id=product_id,
        **given,
    )


def a_snapshot(
    seconds: float, *variant_ids: str, product_id: str = "p1", deleted: bool = False, **fields: Any
) -> Change:
    """Returns the content of a webhook of that instant: product, brand, and the given variants."""
    content = a_content(seconds, **fields)
    brand_id = content.payload_brand_id
    return Change(
        product_of(product_id, content, at(seconds) if deleted else None),
        a_brand(seconds, brand_id) if brand_id else None,
        tuple(a_variant(seconds, variant_id, product_id) for variant_id in variant_ids),
    )


def a_deletion(seconds: float, product_id: str = "p1") -> Change:
    return Change(Product(product_id, None, at(seconds)))


def state_of(mirror: Mirror) -> tuple[dict[str, Any], ...]:
    """Returns the mirror's records without their insertion order, for comparisons."""
    return dict(mirror.brands), dict(mirror.products), dict(mirror.variants)


# Instants are a second apart, so many are equal and many are within the grace of five seconds.
_instants = st.integers(0, 14)
# Most things are visible, so that enough are left to compare after some are hidden.
# Fields that no rule reads have a few fixed variations: drawing each field is slow.
_BRAND_DETAILS = st.sampled_from(
    [
        {},
        {"name": "clay & Co", "gift_fit": "", "style_tags": ("minimal", "thank_you")},
        {"name": "Ørsted \U0001f381", "slug": "o", "country": "DK", "base_currency": "DKK"},
        {"logo_url": "https://x/l.png", "cover_image_url": "c.png"},
        {"stripe_connect_account_id": "acct_1", "stripe_onboarding_status": "complete"},
    ]
)
_CONTENT_DETAILS = st.sampled_from(
    [
        {},
        {"title": "Ø \U0001f381", "slug": "o", "short_description": "", "category": "kitchen"},
        {"description": "Two\nlines", "specs": "Oat", "gift_tags": ("Ünder £50", "thank_you")},
        {"is_featured": True, "occasion_fit": ("birthday",), "style_tags": ("minimal",)},
        {
            "url": "https://x/mug",
            "primary_image_url": "https://x/p.png",
            "gallery_image_urls": ("a.png", "b.png"),
        },
    ]
)
_VARIANT_DETAILS = st.sampled_from(
    [
        {},
        {"sku": "MUG-1", "option_values": (("Size", "M"), ("Colour", "Oat"))},
        {"stripe_price_id": "price_1"},
    ]
)


def _brands(seconds: int) -> st.SearchStrategy[Brand]:
    return st.builds(
        lambda details, **fields: a_brand(seconds, **fields, **details),
        _BRAND_DETAILS,
        brand_id=st.sampled_from(["b1", "b2"]),
        status=st.sampled_from([*HIDING_STATUSES, *[BrandStatus.APPROVED] * 14]),
    )


def _contents(seconds: int, brand_id: str | None) -> st.SearchStrategy[ProductContent]:
    return st.builds(
        lambda details, **fields: a_content(
            seconds, payload_brand_id=brand_id, **fields, **details
        ),
        _CONTENT_DETAILS,
        status=st.sampled_from([*ProductStatus, "withdrawn", *[ProductStatus.PUBLISHED] * 5]),
        visible_to_gifter=st.sampled_from([True, True, True, False]),
        default_price=st.sampled_from([None, 0, 3]),
        default_currency=st.sampled_from([None, "GBP", "EUR"]),
    )


def _variants(seconds: int, product_id: str) -> st.SearchStrategy[tuple[Variant, ...]]:
    one = st.builds(
        lambda details, variant_id, **fields: a_variant(
            seconds, variant_id, product_id, **fields, **details
        ),
        _VARIANT_DETAILS,
        st.sampled_from(["v1", "v2", "v3", "v4"]),
        price=st.integers(0, 3),
        currency=st.sampled_from(["GBP", "EUR"]),
        stock=st.sampled_from([None, -1, 0, 7]),
    )
    return st.lists(one, max_size=3, unique_by=lambda v: v.payload_variant_id).map(tuple)


@st.composite
def product_changes(draw: st.DrawFn) -> Change:
    seconds = draw(_instants)
    product_id = draw(st.sampled_from(["p1", "p2"]))
    deleted = at(seconds) if draw(st.integers(0, 3)) == 0 else None
    if deleted and draw(st.booleans()):
        return Change(Product(product_id, None, deleted), None, ())
    brand = draw(st.none() | _brands(seconds))
    content = draw(_contents(seconds, brand.payload_brand_id if brand else None))
    variants = draw(_variants(seconds, product_id))
    return Change(product_of(product_id, content, deleted), brand, variants)


brand_changes = _instants.flatmap(_brands).map(lambda brand: Change(brand=brand))
changes = st.one_of(product_changes(), product_changes(), brand_changes)
histories = st.lists(changes, max_size=10)
enough_examples = settings(max_examples=60)


@dataclass(frozen=True, slots=True)
class RecordedRequest:
    path: str
    headers: dict[str, str]
    body: bytes


def recorded(name: str) -> Iterator[RecordedRequest]:
    """Yields the requests in `tests/data/payload/<name>.jsonl`, in the order they were sent."""
    for line in (RECORDED / f"{name}.jsonl").read_text().splitlines():
        item = json.loads(line)
        yield RecordedRequest(item["path"], item["headers"], item["body"].encode())
