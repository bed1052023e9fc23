"""The codec reads and writes Payload's bodies, and names the exact place of each problem."""

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from builders.catalogue.changes import a_deletion, changes, enough_examples, recorded
from gifter_adapters.payload.codec import PayloadCodec
from gifter_domain.catalogue.deliveries import DeliveryKind
from gifter_domain.catalogue.mirror import BrandStatus, Change
from gifter_domain.shared.errors import InvalidInput

codec = PayloadCodec()
Body = dict[str, Any]

BRAND: Body = {"payloadBrandId": "9", "name": "Harbour & Clay", "status": "approved"}
VARIANT: Body = {"payloadVariantId": "31", "price": 2800, "currency": "GBP"}
PRODUCT: Body = {"title": "Mug", "status": "published", "visibleToGifter": True}
PRODUCT_CHANGED: Body = {
    "event": "product.changed",
    "payloadProductId": "123",
    "brand": BRAND,
    "product": PRODUCT,
    "variants": [VARIANT, VARIANT | {"payloadVariantId": "32"}],
    "ts": "2026-11-21T10:00:00.000Z",
}
BRAND_CHANGED: Body = {
    "event": "brand.changed",
    "payloadBrandId": "9",
    "brand": BRAND,
    "ts": "2026-11-21T10:00:00.000Z",
}


def read(body: Body) -> Change:
    return codec.decode(json.dumps(body).encode(), DeliveryKind(body["event"]))


def with_value(body: Body, path: str, value: object) -> Body:
    """Returns a copy with another value at a path like `variants.0.price`; `...` removes it."""
    changed = copy.deepcopy(body)
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place: Any = changed
    for step in parents:
        place = place[step]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return changed


def refused_fields(body: bytes, event: DeliveryKind | None = None) -> list[str]:
    with pytest.raises(InvalidInput) as refusal:
        codec.decode(body, event)
    fields: Any = refusal.value.details.get("fields", [])
    assert all(field["message"] for field in fields)
    return [field["path"] for field in fields]


def rich(text: str) -> Body:
    paragraph = {"type": "paragraph", "children": [{"type": "text", "text": text}]}
    return {"root": {"type": "root", "children": [paragraph]}}


@pytest.mark.parametrize(
    ("path", "value", "seen"),
    [
        ("payloadProductId", 123, lambda c: c.product.payload_product_id == "123"),
        ("brand.payloadBrandId", 9, lambda c: c.product.content.payload_brand_id == "9"),
        ("variants.0.payloadVariantId", 31, lambda c: c.variants[0].payload_variant_id == "31"),
        ("brand", None, lambda c: c.brand is None and c.product.content.payload_brand_id is None),
        ("brand.status", "on holiday", lambda c: c.brand.status == "on holiday"),
        ("brand.status", "SUSPENDED", lambda c: c.brand.status == "suspended"),
        ("product.status", "DRAFT", lambda c: c.product.content.status == "draft"),
        ("product.status", " Un-Published ", lambda c: c.product.content.status == "un-published"),
        ("variants", None, lambda c: c.variants == ()),
        ("variants", [], lambda c: c.variants == ()),
        ("product.giftTags", None, lambda c: c.product.content.gift_tags == ()),
        ("product.description", rich("Oat."), lambda c: c.product.content.description == "Oat."),
        ("product.specs", rich("Oat."), lambda c: c.product.content.specs == "Oat."),
        (
            "product.primaryImageUrl",
            {"id": 1, "url": "/a.png", "width": 1},
            lambda c: c.product.content.primary_image_url == "/a.png",
        ),
        (
            "product.galleryImageUrls",
            ["/a.png", {"url": "/b.png"}, {"url": None}],
            lambda c: c.product.content.gallery_image_urls == ("/a.png", "/b.png"),
        ),
        ("brand.logoUrl", {"url": "/l.png"}, lambda c: c.brand.logo_url == "/l.png"),
        ("product.defaultCurrency", "gbp", lambda c: c.product.content.default_currency == "GBP"),
        ("variants.0.stock", None, lambda c: c.variants[0].stock is None),
        ("variants.0.stock", -3, lambda c: c.variants[0].stock == -3),
        (
            "variants.0.optionValues",
            [{"option": "Size", "value": "M"}],
            lambda c: c.variants[0].option_values == (("Size", "M"),),
        ),
        (
            "variants.0.ts",
            "2026-11-21T09:00:00Z",
            lambda c: c.variants[0].source_ts == datetime(2026, 11, 21, 9, tzinfo=UTC),
        ),
        (
            "ts",
            "2026-11-21T12:00:00.5+02:00",
            lambda c: (
                c.product.content.source_ts == datetime(2026, 11, 21, 10, 0, 0, 500_000, tzinfo=UTC)
            ),
        ),
        (
            "product.url",
            " https://Shop.example/ü mug ",
            lambda c: c.product.content.url == "https://shop.example/%C3%BC%20mug",
        ),
        ("product.url", " ", lambda c: c.product.content.url is None),
        ("somethingNew", {"a": 1}, lambda c: c.product.payload_product_id == "123"),
        ("product.somethingNew", [1], lambda c: c.product.content.title == "Mug"),
    ],
)
def test_all_forms_of_a_body_that_payload_writes_are_read(
    path: str, value: object, seen: Callable[[Any], bool]
) -> None:
    assert seen(read(with_value(PRODUCT_CHANGED, path, value)))


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("event", "product.deleted", "event"),
        ("event", ..., "event"),
        ("payloadProductId", ..., "payloadProductId"),
        ("payloadProductId", "", "payloadProductId"),
        ("payloadProductId", True, "payloadProductId"),
        ("payloadProductId", 1.5, "payloadProductId"),
        ("payloadProductId", None, "payloadProductId"),
        ("payloadProductId", -1, "payloadProductId"),
        ("payloadProductId", "x" * 201, "payloadProductId"),
        ("brand", ..., "brand"),
        ("brand", 9, "brand"),
        ("brand.payloadBrandId", ..., "brand.payloadBrandId"),
        ("brand.name", ..., "brand.name"),
        ("brand.name", 7, "brand.name"),
        ("brand.status", " ", "brand.status"),
        ("brand.status", None, "brand.status"),
        ("brand.baseCurrency", "QQQ", "brand.baseCurrency"),
        ("brand.styleTags", ["a", 1], "brand.styleTags[1]"),
        ("product", ..., "product"),
        ("product", None, "product"),
        ("product.title", ..., "product.title"),
        ("product.title", "", "product.title"),
        ("product.title", "Mug\x00", "product.title"),
        ("product.title", {"en": "Mug", "fr": "Tasse"}, "product.title"),
        ("product.status", ..., "product.status"),
        ("product.status", " ", "product.status"),
        ("product.visibleToGifter", ..., "product.visibleToGifter"),
        ("product.visibleToGifter", 1, "product.visibleToGifter"),
        ("product.description", ["Oat"], "product.description"),
        ("product.description", {"text": "Oat"}, "product.description"),
        ("product.specs", {"root": {"children": [1]}}, "product.specs"),
        ("product.primaryImageUrl", 1, "product.primaryImageUrl"),
        ("product.primaryImageUrl", {"id": 1}, "product.primaryImageUrl.url"),
        ("product.galleryImageUrls", [1], "product.galleryImageUrls[0]"),
        ("product.defaultPrice", 12.5, "product.defaultPrice"),
        ("product.defaultPrice", 12.0, "product.defaultPrice"),
        ("product.defaultPrice", "12", "product.defaultPrice"),
        ("product.defaultPrice", -1, "product.defaultPrice"),
        ("product.defaultPrice", 2**53, "product.defaultPrice"),
        ("product.defaultCurrency", "POUND", "product.defaultCurrency"),
        ("variants", ..., "variants"),
        ("variants", {}, "variants"),
        ("variants.1", None, "variants[1]"),
        ("variants.1.payloadVariantId", ..., "variants[1].payloadVariantId"),
        ("variants.1.payloadVariantId", "31", "variants[1].payloadVariantId"),
        ("variants.1.payloadVariantId", 31, "variants[1].payloadVariantId"),
        ("variants.1.price", ..., "variants[1].price"),
        ("variants.1.price", 28.5, "variants[1].price"),
        ("variants.1.price", -1, "variants[1].price"),
        ("variants.1.currency", "QQQ", "variants[1].currency"),
        ("variants.1.stock", 1.5, "variants[1].stock"),
        ("variants.1.stock", 2**31, "variants[1].stock"),
        ("variants.1.ts", "yesterday", "variants[1].ts"),
        ("variants.1.optionValues", [{"option": "Size"}], "variants[1].optionValues[0].value"),
        ("removedVariants", [VARIANT], "removedVariants[0].payloadVariantId"),
        ("deleted", "yes", "deleted"),
        ("ts", ..., "ts"),
        ("ts", "2026-11-21T10:00:00", "ts"),
        ("ts", "2026-11-21", "ts"),
        ("ts", 1_795_000_000, "ts"),
        ("ts", None, "ts"),
        ("ts", "0001-01-01T00:00:00+05:00", "ts"),
        ("ts", "0001-01-01T00:00:00Z", "ts"),
        ("ts", "1969-12-31T23:59:59.999999Z", "ts"),
        ("ts", "9000-01-01T00:00:00Z", "ts"),
        ("ts", "9999-12-31T23:59:59.999999Z", "ts"),
        ("ts", "9999-12-31T23:59:59-05:00", "ts"),
        ("brand.ts", "9999-12-31T23:59:59.999999Z", "brand.ts"),
        ("product.ts", "0001-01-01T00:00:00Z", "product.ts"),
        ("variants.1.ts", "9999-12-31T23:59:59.999999Z", "variants[1].ts"),
    ],
)
def test_a_wrong_field_of_a_product_is_named_by_its_path(path: str, value: object, at: str) -> None:
    body = json.dumps(with_value(PRODUCT_CHANGED, path, value)).encode()

    assert refused_fields(body, DeliveryKind.PRODUCT_CHANGED) == [at]


@pytest.mark.parametrize(
    ("path", "value", "at"),
    [
        ("payloadBrandId", ..., "payloadBrandId"),
        ("payloadBrandId", "8", "brand.payloadBrandId"),
        ("brand", ..., "brand"),
        ("brand", None, "brand"),
        ("event", "product.changed", "event"),
        ("ts", "2026-02-30T10:00:00Z", "ts"),
    ],
)
def test_a_wrong_field_of_a_brand_is_named_by_its_path(path: str, value: object, at: str) -> None:
    body = json.dumps(with_value(BRAND_CHANGED, path, value)).encode()

    assert refused_fields(body, DeliveryKind.BRAND_CHANGED) == [at]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe",
        b'{"event":"product.changed","payloadProductId":"\xff"}',
        b'{"event":"product.changed","payloadProductId":"\\ud800"}',
        b'{"event":"product.changed","x":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    ],
)
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    assert refused_fields(body) in ([], ["payloadProductId"])


def test_all_contradictions_are_listed_at_once() -> None:
    body = with_value(PRODUCT_CHANGED, "brand.status", "")
    body = with_value(body, "variants.0.currency", "QQQ")
    body = with_value(body, "product.url", "/mug")
    body = with_value(body, "product.specs", {})

    assert sorted(refused_fields(json.dumps(body).encode())) == [
        "brand.status",
        "product.specs",
        "product.url",
        "variants[0].currency",
    ]


LONGEST = {
    "brand.name": "x" * 500,
    "brand.giftFit": "x" * 2_000,
    "brand.logoUrl": "x" * 2_048,
    "product.title": "x" * 500,
    "product.category": "x" * 500,
    "product.shortDescription": "x" * 2_000,
    "product.description": "x" * 50_000,
    "product.specs": "x" * 50_000,
    "product.primaryImageUrl": {"url": "x" * 2_048},
    "product.giftTags": ["x" * 500] * 200,
    "product.galleryImageUrls": ["/a.png"] * 200,
    "variants.1.sku": "x" * 500,
    "variants.1.optionValues": [{"option": "x" * 500, "value": "x" * 500}] * 200,
    "variants": [VARIANT | {"payloadVariantId": n} for n in range(1_000)],
}
TOO_LONG = {
    "brand.name": ("x" * 501, "brand.name"),
    "brand.logoUrl": ("x" * 2_049, "brand.logoUrl"),
    "product.title": ("x" * 501, "product.title"),
    "product.shortDescription": ("x" * 2_001, "product.shortDescription"),
    "product.description": (rich("x" * 50_001), "product.description"),
    "product.specs": ("x" * 50_001, "product.specs"),
    "product.primaryImageUrl": ({"url": "x" * 2_049}, "product.primaryImageUrl.url"),
    "product.giftTags": (["tea", "x" * 501], "product.giftTags[1]"),
    "product.occasionFit": (["x"] * 201, "product.occasionFit"),
    "product.galleryImageUrls": (["/a.png"] * 201, "product.galleryImageUrls"),
    "variants.1.sku": ("x" * 501, "variants[1].sku"),
    "variants.1.optionValues": (
        [{"option": "Size", "value": "x" * 501}],
        "variants[1].optionValues[0].value",
    ),
    "variants": ([VARIANT | {"payloadVariantId": n} for n in range(1_001)], "variants"),
}


@pytest.mark.parametrize("path", LONGEST)
def test_long_texts_and_lists_are_accepted_and_can_be_imported_again(path: str) -> None:
    change = read(with_value(PRODUCT_CHANGED, path, LONGEST[path]))

    assert codec.decode(codec.encode(change)) == change


@pytest.mark.parametrize("path", TOO_LONG)
def test_a_text_or_list_over_the_limit_is_refused_by_its_path(path: str) -> None:
    value, at = TOO_LONG[path]
    body = json.dumps(with_value(PRODUCT_CHANGED, path, value)).encode()

    assert refused_fields(body) == [at]


def test_a_deletion_needs_only_an_id_and_an_instant() -> None:
    body = {
        "event": "product.changed",
        "payloadProductId": 5,
        "deleted": True,
        "ts": "2026-11-21T10:00:07Z",
    }

    assert read(body) == a_deletion(7, "5")


def test_a_deletion_may_include_the_last_document() -> None:
    change = read(PRODUCT_CHANGED | {"deleted": True})

    assert change.product
    assert change.product.content
    assert change.product.deleted_ts == change.product.content.source_ts


def test_the_deletion_of_a_brand_may_include_or_omit_the_brand() -> None:
    bare = {key: BRAND_CHANGED[key] for key in ("event", "payloadBrandId", "ts")}

    for body in (BRAND_CHANGED | {"deleted": True}, bare | {"deleted": True}):
        brand = read(body).brand
        assert brand
        assert brand.status == BrandStatus.DELETED


@enough_examples
@given(changes)
def test_a_written_change_is_read_as_the_same_change(change: Change) -> None:
    body = codec.encode(change)

    reread = codec.decode(body)
    by_id = {variant.payload_variant_id: variant for variant in change.variants}
    assert b"\n" not in body
    assert (reread.product, reread.brand) == (change.product, change.brand)
    assert {variant.payload_variant_id: variant for variant in reread.variants} == by_id


@pytest.mark.parametrize("name", ["catalog", "edit", "visibility", "drafts"])
def test_every_recorded_body_is_read_and_written_back_equal(name: str) -> None:
    for request in recorded(name):
        change = codec.decode(request.body, DeliveryKind(request.headers["x-event-name"]))
        written = json.loads(codec.encode(change))
        for part, value in json.loads(request.body).items():
            assert part == "ts" or holds(written[part], value)


def holds(written: Any, sent: Any) -> bool:
    """Returns whether everything that was sent was written again. `category` may be added."""
    if isinstance(sent, dict):
        return all(holds(written[key], value) for key, value in sent.items())
    if isinstance(sent, list):
        return len(written) == len(sent) and all(map(holds, written, sent))
    return bool(written == sent)


def test_raw_documents_are_refused() -> None:
    for request in recorded("naive"):
        key = "payloadBrandId" if request.path.endswith("brand-changed") else "payloadProductId"
        assert refused_fields(request.body) == [key]
