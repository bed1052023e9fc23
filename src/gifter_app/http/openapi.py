"""The OpenAPI document, and its page served from our own assets, without any other host."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from litestar import Router
from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.plugins import SwaggerRenderPlugin
from litestar.openapi.spec import Components, Operation, RequestBody, SecurityScheme, Tag
from litestar.static_files import create_static_files_router

from gifter_app.http.error_schemas import ErrorResponse

_ASSETS = "/docs/assets"

TAGS = [
    Tag("Me", "The signed-in user and their devices."),
    Tag("Recipients", "The people the user gives to, friends or not."),
    Tag("Taste profiles", "What somebody likes and must not be given, question by question."),
    Tag("Friends", "Finding people, friend requests, friends and blocks."),
    Tag("Wishlists", "What people wish for, and whom they let see it."),
    Tag("Claims", "Who gives what of a wish, kept from whoever wishes."),
    Tag("Occasions", "The days the user gives on: birthdays, holidays, and what comes up."),
    Tag("Reminders", "When and how the user is reminded."),
    Tag("Catalogue", "Products and brands that may be shown, mirrored from Payload."),
    Tag("Recommendations", "Short, varied, explained lists of gifts."),
    Tag("Notifications", "The inbox: every notice once, whatever else delivered it."),
    Tag("Integrations", "What other systems tell us; proved by a shared secret."),
    Tag("Health", "For people and load balancers."),
]

_ERRORS = {
    400: "Something in the request is wrong; `details.fields` says where.",
    401: "No valid token.",
    403: "This account may not.",
    404: "Not there, or not yours.",
    409: "The present state forbids it.",
    413: "The body is too large.",
    422: "The `Idempotency-Key` was sent with another body or query.",
    429: "Too often for now; `Retry-After` says when to come back.",
    500: "Our fault; `details.traceId` helps us find it.",
    503: "Something we depend on is away; try again later.",
}


@dataclass
class OptionalBodyOperation(Operation):
    """A route whose body may be left out, for nothing in it is needed."""

    def __post_init__(self) -> None:
        if isinstance(self.request_body, RequestBody):
            self.request_body.required = False


def errors(*statuses: int, public: bool = False) -> dict[int, ResponseSpec]:
    """The `responses=` of a route: the given statuses and those that every route may answer."""
    always = (500, 503) if public else (400, 401, 403, 500, 503)
    return {
        status: ResponseSpec(ErrorResponse, description=_ERRORS[status], generate_examples=False)
        for status in sorted({*statuses, *always})
    }


def openapi_config(version: str) -> OpenAPIConfig:
    """The document at /docs/openapi.json, its page at /docs."""
    return OpenAPIConfig(
        title="Gifter",
        version=version,
        summary="Who you give to, when, and what they would love.",
        description=(
            "Every request but health, webhooks and links in mail carries "
            "`Authorization: Bearer <token>` from BetterAuth. Every answer that is not 2xx has the "
            "body `{error: {code, message, details}}`. Money is in minor units."
        ),
        use_handler_docstrings=True,
        path="/docs",
        tags=TAGS,
        security=[{"bearer": []}],
        components=Components(
            security_schemes={
                "bearer": SecurityScheme(type="http", scheme="bearer", bearer_format="JWT"),
                "webhookSecret": SecurityScheme(
                    type="apiKey",
                    name="X-Internal-Webhook-Secret",
                    security_scheme_in="header",
                    description=(
                        "Or the headers of Standard Webhooks. An `X-Signature`, the hex "
                        "HMAC-SHA256 of the body, is checked where it is sent."
                    ),
                ),
            }
        ),
        render_plugins=[
            SwaggerRenderPlugin(
                js_url=f"{_ASSETS}/swagger-ui-bundle.js",
                css_url=f"{_ASSETS}/swagger-ui.css",
                standalone_preset_js_url=f"{_ASSETS}/swagger-ui-standalone-preset.js",
                favicon=f'<link rel="icon" href="{_ASSETS}/favicon-32x32.png">',
            )
        ],
    )


def docs_assets() -> Router:
    """The page's script and style, from the package that ships Swagger UI."""
    package = find_spec("swagger_ui")
    if package is None or package.origin is None:
        raise RuntimeError("The package swagger-ui-py is not installed; run `make setup`.")
    static = Path(package.origin).parent / "static"
    return create_static_files_router(
        path=_ASSETS, directories=[static], include_in_schema=False, opt={"public": True}
    )
