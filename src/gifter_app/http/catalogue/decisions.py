"""Route by which editors correct the traits of a product. It reads raw bytes, as a webhook does."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, patch
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.params import PathParameter
from msgspec import Meta

from gifter_app.http.base_schemas import RequestSchema
from gifter_app.http.catalogue.webhooks import headers_of
from gifter_app.http.nul import NO_NUL
from gifter_app.http.openapi import errors
from gifter_app.use_cases.catalogue.decide_traits import DecideTraits, Statement
from gifter_domain.catalogue.ports import WebhookUnauthenticated
from gifter_domain.catalogue.reads import ProductNotFound
from gifter_domain.catalogue.traits.decisions import MAX_NAME, MAX_WHY
from gifter_domain.shared.errors import InvalidInput, TooLarge

_MAX_DECISIONS, _MAX_BODY_BYTES = 50, 100_000


class DecisionRequest(RequestSchema, frozen=True, kw_only=True):
    code: Annotated[str, Meta(max_length=100)]
    value: Literal["yes", "no"]
    why: Annotated[str, Meta(min_length=1, max_length=MAX_WHY, pattern=NO_NUL)]

    def to_statement(self) -> Statement:
        return Statement(self.code, self.value == "yes", self.why)


class DecideTraitsRequest(RequestSchema, frozen=True, kw_only=True):
    editor: Annotated[str, Meta(min_length=1, max_length=MAX_NAME, pattern=NO_NUL)]
    decisions: Annotated[list[DecisionRequest], Meta(min_length=1, max_length=_MAX_DECISIONS)]


@dataclass
class DecideTraitsOperation(Operation):
    def __post_init__(self) -> None:
        schema = Schema(
            type=OpenAPIType.OBJECT,
            description='`editor`, and `decisions`: `[{"code", "value": "yes" or "no", "why"}]`.',
        )
        media = {"application/json": OpenAPIMediaType(schema=schema)}
        self.request_body = RequestBody(content=media, required=True)


@patch(
    "/{productId:str}/traits",
    operation_id="DecideTraits",
    operation_class=DecideTraitsOperation,
    summary="Correct the traits of a product",
    security=[{"webhookSecret": []}],
    opt={"public": True},
    response_description="The corrections are stored.",
    responses=errors(WebhookUnauthenticated, ProductNotFound, TooLarge, public=True),
    status_code=204,
    request_max_body_size=_MAX_BODY_BYTES,
)
async def decide_traits(
    product_id: Annotated[str, PathParameter(name="productId", description="The product's `id`.")],
    request: Request[Any, Any, Any],
    decide_traits: NamedDependency[DecideTraits],
) -> None:
    """States that the product has traits, or has them not.

    A decision wins over the judge, also when the product is judged again. Each is stored with the
    editor, the time and the reason. It takes effect in searches at once.
    """
    body = await request.body()
    decide_traits.check_sender(headers_of(request), body)
    asked = _decoded(body)
    statements = [decision.to_statement() for decision in asked.decisions]
    await decide_traits.execute(product_id, asked.editor, statements)


def _decoded(body: bytes) -> DecideTraitsRequest:
    try:
        return msgspec.json.decode(body, type=DecideTraitsRequest)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        raise InvalidInput.at(place.strip(".`") or "body", message) from error
    except msgspec.DecodeError as error:
        raise InvalidInput.at("body", "is not JSON") from error
