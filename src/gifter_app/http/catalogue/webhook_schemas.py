"""Schemas of webhooks: responses, and bodies for the API document."""

from collections.abc import Mapping
from typing import Annotated, Literal

from litestar.openapi.spec import Example, OpenAPIMediaType, Reference, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from msgspec import Meta

from gifter_app.http.base_schemas import ResponseSchema


class WebhookResponse(ResponseSchema, frozen=True, kw_only=True):
    ok: Literal[True] = True
    outcome: Annotated[
        Literal["applied", "stale", "duplicate"],
        Meta(
            description="`stale`: the event is older than the stored state; `duplicate`: "
            "the same bytes were received before.",
            examples=["applied"],
        ),
    ]


_BRAND = {
    "payloadBrandId": "9",
    "name": "Harbour & Clay",
    "status": "approved",
    "country": "GB",
    "baseCurrency": "GBP",
    "logoUrl": "https://shop.example.com/media/logo.png",
    "styleTags": ["handmade", "earthy"],
}
_PRODUCT = {
    "title": "Speckled Stoneware Mug",
    "slug": "speckled-stoneware-mug",
    "url": "https://shop.example.com/products/speckled-stoneware-mug",
    "status": "published",
    "visibleToGifter": True,
    "shortDescription": "A thumb-rest mug thrown by hand",
    "description": "Thrown on the wheel in Cornwall and dipped in an oat glaze.",
    "primaryImageUrl": "https://shop.example.com/media/mug.png",
    "galleryImageUrls": [],
    "defaultPrice": 2800,
    "defaultCurrency": "GBP",
    "giftTags": ["For the tea drinker"],
    "occasionFit": ["birthday", "thank_you"],
    "styleTags": ["minimal"],
}
_VARIANT = {
    "payloadVariantId": "31",
    "sku": "MUG-OAT",
    "optionValues": [{"option": "Colour", "value": "Oat"}],
    "price": 2800,
    "currency": "GBP",
    "stock": 10,
}
PRODUCT_CHANGED = {
    "event": "product.changed",
    "payloadProductId": "123",
    "brand": _BRAND,
    "product": _PRODUCT,
    "variants": [_VARIANT],
    "ts": "2026-11-21T10:00:00.000Z",
}
BRAND_CHANGED = {
    "event": "brand.changed",
    "payloadBrandId": "9",
    "brand": _BRAND,
    "ts": "2026-11-21T10:00:00.000Z",
}


def webhook_body(example: Mapping[str, object], key: str) -> RequestBody:
    """Returns the schema of a body that the handler reads as bytes.

    A deletion may leave out all fields but the required ones. Unknown fields are ignored.
    """
    fields: dict[str, Reference | Schema] = {
        name: _described(name, value) for name, value in example.items()
    }
    fields["deleted"] = Schema(type=OpenAPIType.BOOLEAN)
    schema = Schema(type=OpenAPIType.OBJECT, required=["event", key, "ts"], properties=fields)
    media_type = OpenAPIMediaType(schema, examples={"webhook": Example(value=example)})
    return RequestBody({"application/json": media_type}, required=True)


def _described(name: str, value: object) -> Schema:
    """Returns the schema of a field, from its name and its example."""
    if name == "event":
        return Schema(type=OpenAPIType.STRING, const=value)
    if name == "ts":
        return Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.DATE_TIME)
    if isinstance(value, list):
        return Schema(type=OpenAPIType.ARRAY, items=Schema(type=OpenAPIType.OBJECT))
    return Schema(type=OpenAPIType.OBJECT if isinstance(value, dict) else OpenAPIType.STRING)
