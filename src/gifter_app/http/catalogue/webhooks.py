"""Webhooks of Payload: raw bytes in, since signatures are over bytes."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, post
from litestar.di import NamedDependency
from litestar.openapi.spec import Operation

from gifter_app.http.catalogue.webhook_schemas import (
    BRAND_CHANGED,
    PRODUCT_CHANGED,
    WebhookResponse,
    webhook_body,
)
from gifter_app.http.openapi import errors
from gifter_app.use_cases.catalogue.receive_webhook import ReceiveCatalogueWebhook
from gifter_domain.catalogue.deliveries import Event

MAX_BODY_BYTES = 1_000_000


@dataclass
class ProductChangedOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = webhook_body(PRODUCT_CHANGED, "payloadProductId")


@dataclass
class BrandChangedOperation(Operation):
    def __post_init__(self) -> None:
        self.request_body = webhook_body(BRAND_CHANGED, "payloadBrandId")


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
    counts as removed unless it was seen in the 5 seconds before. Prices are in minor units. Any
    status but `published` hides the product.
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
    # A header that comes twice is all its values in one (RFC 9110, 5.3): no secret and no digest.
    headers = {name: ", ".join(request.headers.getall(name)) for name in request.headers}
    outcome = await webhook.execute(event, headers, body)
    return WebhookResponse(outcome=outcome.value)
