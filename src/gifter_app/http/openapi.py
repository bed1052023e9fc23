"""The OpenAPI document and its page, which loads nothing from another host."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from importlib.util import find_spec
from itertools import chain, groupby
from operator import or_
from pathlib import Path

from litestar import Router
from litestar.openapi import OpenAPIConfig, ResponseSpec
from litestar.openapi.spec import (
    Components,
    Contact,
    License,
    OpenAPI,
    Operation,
    RequestBody,
    SecurityScheme,
    Tag,
)

from gifter_app.http.api_document import ApiDocument
from gifter_app.http.docs_page import ASSETS, START_SCRIPT, DocsPage
from gifter_app.http.error_schemas import InternalError, error_schema
from gifter_app.http.errors import status_of
from gifter_app.http.public_files import public_files
from gifter_app.http.security_headers import docs_headers
from gifter_domain.identity.ports import IdentityProviderUnavailable
from gifter_domain.identity.user import AccountDisabled
from gifter_domain.shared.errors import (
    DatabaseUnavailable,
    GifterError,
    InvalidInput,
    Unauthenticated,
)

_PUBLIC = (InvalidInput, InternalError, DatabaseUnavailable)
_SIGNED_IN = (Unauthenticated, AccountDisabled, IdentityProviderUnavailable)

TAGS = [
    Tag("Me", "The signed-in user and their devices."),
    Tag("Recipients", "The people the user gives to, friends or not."),
    Tag("Taste profiles", "A person's likes and limits, found by a few questions."),
    Tag("Friends", "Finding people, friend requests, friends and blocks."),
    Tag("Wishlists", "Lists of wishes, their items, owners and share links."),
    Tag("Claims", "Reservations of wishes, hidden from the person they are for."),
    Tag(
        "Occasions",
        "Days to give on: birthdays, anniversaries, holidays; upcoming days; calendars.",
    ),
    Tag("Reminders", "Reminder policies and notification preferences."),
    Tag("Catalogue", "Products and brands that may be shown, mirrored from Payload."),
    Tag("Recommendations", "Short, varied, explained lists of gifts."),
    Tag("Notifications", "The inbox: every notice once, also those sent by push or mail."),
    Tag("Integrations", "Webhooks of other systems, authenticated by a shared secret."),
    Tag("Health", "Checks for people and load balancers."),
]


@dataclass
class OptionalBodyOperation(Operation):
    """An operation whose body is optional."""

    def __post_init__(self) -> None:
        if isinstance(self.request_body, RequestBody):
            self.request_body.required = False


@dataclass
class ErrorSpec(ResponseSpec):
    """The response with one status: a schema for each of its error codes."""

    kinds: frozenset[type[GifterError]] = frozenset()


def errors(*kinds: type[GifterError], public: bool = False) -> dict[int, ResponseSpec]:
    """Returns a route's `responses=`: these errors and those that every route may return."""
    return _specs({*kinds, *_PUBLIC, *(() if public else _SIGNED_IN)})


def with_errors(
    responses: Mapping[int, ResponseSpec], *kinds: type[GifterError]
) -> dict[int, ResponseSpec]:
    """Returns the responses with these errors beside the ones that they have."""
    known = [spec.kinds for spec in responses.values() if isinstance(spec, ErrorSpec)]
    return {**responses, **_specs({*kinds, *chain.from_iterable(known)})}


def _specs(kinds: set[type[GifterError]]) -> dict[int, ResponseSpec]:
    ordered = sorted(kinds, key=lambda kind: (status_of(kind), kind.code))
    return {status: _spec(list(group)) for status, group in groupby(ordered, key=status_of)}


def _spec(kinds: list[type[GifterError]]) -> ErrorSpec:
    described = [f"`{kind.code}`: {' '.join((kind.__doc__ or '').split())}" for kind in kinds]
    return ErrorSpec(
        reduce(or_, (error_schema(kind) for kind in kinds)),
        generate_examples=False,
        description="\n".join(f"- {one}" for one in described) if described[1:] else described[0],
        kinds=frozenset(kinds),
    )


class DocumentConfig(OpenAPIConfig):
    """Settings of a document that is corrected, see `ApiDocument`."""

    def to_openapi_schema(self) -> OpenAPI:
        return ApiDocument(**vars(super().to_openapi_schema()))


def openapi_config(version: str) -> OpenAPIConfig:
    """Returns the settings of the document at /docs/openapi.json and its page at /docs."""
    return DocumentConfig(
        title="Gifter",
        version=version,
        summary="The backend of a gift-giving app: recipients, occasions, wishlists and gifts.",
        description=(
            "Every request but health, webhooks and links in mail carries "
            "`Authorization: Bearer <token>` from BetterAuth. Every answer that is not 2xx has the "
            "body `{error: {code, message, details}}`. Money is in minor units."
        ),
        contact=Contact(name="The maintainers of Gifter"),
        license=License(name="MIT", identifier="MIT"),
        use_handler_docstrings=True,
        openapi_router=Router(
            "/docs",
            route_handlers=[],
            response_headers=docs_headers(START_SCRIPT),
            include_in_schema=False,
        ),
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
                        "The shared secret, or the headers of Standard Webhooks. The hex "
                        "HMAC-SHA256 of the body in `X-Signature` is checked if it is sent."
                    ),
                ),
            }
        ),
        render_plugins=[DocsPage()],
    )


def docs_assets() -> Router:
    """Returns the route of the page's script and style, from the package that ships Swagger UI."""
    package = find_spec("swagger_ui")
    if package is None or package.origin is None:
        raise RuntimeError("The package swagger-ui-py is not installed; run `make setup`.")
    return public_files(ASSETS, Path(package.origin).parent / "static")
