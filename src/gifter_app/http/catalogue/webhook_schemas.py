"""Schemas of webhooks: responses, and bodies for the API document."""

from typing import Annotated, Any, Literal

from litestar.openapi.spec import Example, OpenAPIMediaType, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType
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


# Any: an example may be any JSON value.
def webhook_body(example: dict[str, Any], key: str) -> RequestBody:
    """Returns the schema of a body that the handler reads as bytes.

    A deletion may leave out all fields but the required ones.
    """
    schema = Schema(type=OpenAPIType.OBJECT, required=["event", key, "ts"])
    media_type = OpenAPIMediaType(schema, examples={"webhook": Example(value=example)})
    return RequestBody({"application/json": media_type}, required=True)
