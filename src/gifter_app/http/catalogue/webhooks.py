"""Routes of Payload's webhooks. They read raw bytes, because signatures are over bytes."""

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
from gifter_domain.catalogue.deliveries import DeliveryKind
from gifter_domain.catalogue.ports import WebhookUnauthenticated
from gifter_domain.shared.errors import TooLarge

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
    "/product-changed",
    operation_id="PayloadProductChanged",
    operation_class=ProductChangedOperation,
    summary="Receive a changed product",
    security=[{"webhookSecret": []}],
    opt={"public": True},
    response_description="The event was applied, or it changed nothing: it is old or a duplicate.",
    responses=errors(WebhookUnauthenticated, TooLarge, public=True),
    status_code=200,
    request_max_body_size=MAX_BODY_BYTES,
)
async def product_changed(
    request: Request[Any, Any, Any],
    receive_catalogue_webhook: NamedDependency[ReceiveCatalogueWebhook],
) -> WebhookResponse:
    """Stores the state of a product, its brand and its variants at `ts`.

    Events may arrive in any order and more than once. `deleted: true` removes the product; the
    other fields may then be missing. A variant that is missing counts as removed, unless an event
    of the 5 seconds before contained it. Prices are in minor units. Every status but `published`
    hides the product. Raw Payload documents are refused, because a draft saved over a published
    product looks like a change.
    """
    return await _receive(receive_catalogue_webhook, DeliveryKind.PRODUCT_CHANGED, request)


@post(
    "/brand-changed",
    operation_id="PayloadBrandChanged",
    operation_class=BrandChangedOperation,
    summary="Receive a changed brand",
    security=[{"webhookSecret": []}],
    opt={"public": True},
    response_description="The event was applied, or it changed nothing: it is old or a duplicate.",
    responses=errors(WebhookUnauthenticated, TooLarge, public=True),
    status_code=200,
    request_max_body_size=MAX_BODY_BYTES,
)
async def brand_changed(
    request: Request[Any, Any, Any],
    receive_catalogue_webhook: NamedDependency[ReceiveCatalogueWebhook],
) -> WebhookResponse:
    """Stores the state of a brand at `ts`.

    Products of a brand that is not approved are hidden.
    """
    return await _receive(receive_catalogue_webhook, DeliveryKind.BRAND_CHANGED, request)


async def _receive(
    webhook: ReceiveCatalogueWebhook, event: DeliveryKind, request: Request[Any, Any, Any]
) -> WebhookResponse:
    body = await request.body()
    outcome = await webhook.execute(event, headers_of(request), body)
    return WebhookResponse(outcome=outcome.value)


def headers_of(request: Request[Any, Any, Any]) -> dict[str, str]:
    """Returns the headers by their names in lower case.

    A repeated header is joined to one value (RFC 9110, 5.3), which matches no secret or digest.
    """
    return {name: ", ".join(request.headers.getall(name)) for name in request.headers}
