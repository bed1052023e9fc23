"""Webhooks of Payload: raw bytes in, since signatures are over bytes."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Example, OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIType

from gifter_app.http.openapi import errors
from gifter_app.http.schemas.integrations import WebhookResponse
from gifter_app.use_cases.receive_catalogue_webhook import ReceiveCatalogueWebhook
from gifter_domain.catalogue.deliveries import Event

MAX_BODY_BYTES = 1_000_000

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
_PRODUCT_CHANGED = {
    "event": "product.changed",
    "payloadProductId": "123",
    "brand": _BRAND,
    "product": _PRODUCT,
    "variants": [_VARIANT],
    "ts": "2026-11-21T10:00:00.000Z",
}
_BRAND_CHANGED = {
    "event": "brand.changed",
    "payloadBrandId": "9",
    "brand": _BRAND,
    "ts": "2026-11-21T10:00:00.000Z",
}


def _body(example: dict[str, Any]) -> RequestBody:
    schema = Schema(type=OpenAPIType.OBJECT, required=[key for key in example if key != "brand"])
    media_type = OpenAPIMediaType(schema, examples={"webhook": Example(value=example)})
    return RequestBody({"application/json": media_type}, required=True)


@dataclass
class ProductChangedOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = _body(_PRODUCT_CHANGED)


@dataclass
class BrandChangedOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = _body(_BRAND_CHANGED)


@post(
    "/integrations/payload/product-changed",
    operation_id="PayloadProductChanged",
    operation_class=ProductChangedOperation,
    tags=["Integrations"],
    summary="A product, its brand or its variants changed",
    security=[{"webhookSecret": []}],
    opt={"public": True},
    responses=errors(400, 401, 413, public=True),
    status_code=200,
    request_max_body_size=MAX_BODY_BYTES,
)
async def product_changed(
    request: Request[Any, Any, Any],
    receive_catalogue_webhook: NamedDependency[ReceiveCatalogueWebhook],
) -> WebhookResponse:
    """The whole product as it is at `ts`, in any order and any number of times.

    `deleted: true` takes the product away, with or without its parts. A variant that is absent
    counts as removed unless it was seen in the 5 seconds before. Prices are in minor units.
    Raw Payload documents are refused: a draft saved over a published product looks like a change.
    """
    return await _receive(receive_catalogue_webhook, Event.PRODUCT_CHANGED, request)


@post(
    "/integrations/payload/brand-changed",
    operation_id="PayloadBrandChanged",
    operation_class=BrandChangedOperation,
    tags=["Integrations"],
    summary="A brand changed",
    security=[{"webhookSecret": []}],
    opt={"public": True},
    responses=errors(400, 401, 413, public=True),
    status_code=200,
    request_max_body_size=MAX_BODY_BYTES,
)
async def brand_changed(
    request: Request[Any, Any, Any],
    receive_catalogue_webhook: NamedDependency[ReceiveCatalogueWebhook],
) -> WebhookResponse:
    """The whole brand as it is at `ts`. Unless it is approved, none of its products is shown."""
    return await _receive(receive_catalogue_webhook, Event.BRAND_CHANGED, request)


async def _receive(
    webhook: ReceiveCatalogueWebhook, event: Event, request: Request[Any, Any, Any]
) -> WebhookResponse:
    body = await request.body()
    outcome = await webhook.execute(event, dict(request.headers), body)
    return WebhookResponse(outcome=outcome.value)
