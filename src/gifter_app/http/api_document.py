"""The API document in the form that its readers and generators of clients expect.

Litestar makes it from the routes. These steps correct what its schemas cannot say.
"""

from dataclasses import dataclass
from typing import Any

from litestar.openapi.spec import OpenAPI

from gifter_app.http.base_schemas import RequestSchema

# Any: a part of the document is any JSON value.
Part = Any

_HEADERS = {
    "RequestId": {
        "description": "The id of the request in our logs: the one that was sent, or a new one.",
        "schema": {"type": "string"},
    },
    "RetryAfter": {
        "description": "Seconds after which the request may be repeated.",
        "schema": {"type": "integer"},
    },
}
# Of the conflicts, only this one is over soon.
_SHORT_CONFLICT = "`idempotency_in_progress`"


@dataclass
class ApiDocument(OpenAPI):
    """The document as Litestar makes it, corrected when it becomes JSON."""

    def to_schema(self) -> dict[str, Part]:
        document: dict[str, Part] = corrected(super().to_schema())
        _refuse_unknown_fields(document["components"]["schemas"])
        document["components"]["headers"] = _HEADERS
        for operations in document["paths"].values():
            for operation in operations.values():
                _complete(operation["responses"])
        return document


def corrected(part: Part) -> Part:
    """Returns the part with all parts in it corrected."""
    if isinstance(part, list):
        return [corrected(one) for one in part]
    if not isinstance(part, dict):
        return part
    return _pair(_unwrapped({name: corrected(value) for name, value in part.items()}))


def _unwrapped(part: dict[str, Part]) -> dict[str, Part]:
    """Replaces `oneOf` or `allOf` of a single schema by that schema."""
    for name in ("oneOf", "allOf"):
        if isinstance(part.get(name), list) and len(part[name]) == 1:
            [only] = part[name]
            return {**only, **{key: value for key, value in part.items() if key != name}}
    return part


def _pair(part: dict[str, Part]) -> dict[str, Part]:
    """Describes a tuple of one type as a list of that length, which every generator knows."""
    parts = part.get("prefixItems")
    if not parts or any(one != parts[0] for one in parts):
        return part
    rest = {key: value for key, value in part.items() if key != "prefixItems"}
    return {**rest, "items": parts[0], "minItems": len(parts), "maxItems": len(parts)}


def _refuse_unknown_fields(schemas: dict[str, Part]) -> None:
    """Says of the bodies whose unknown fields are refused that they take no others."""
    kinds = [RequestSchema]
    for kind in kinds:
        kinds += kind.__subclasses__()
        if kind.__name__ in schemas:
            schemas[kind.__name__]["additionalProperties"] = False


def _complete(responses: dict[str, Part]) -> None:
    """Adds the headers that the middleware and the error handlers set.

    Alternatives are `anyOf`: linters cannot see that the nested codes exclude each other.
    """
    for status, response in responses.items():
        for media in response.get("content", {}).values():
            if "oneOf" in media["schema"]:
                media["schema"]["anyOf"] = media["schema"].pop("oneOf")
        headers = response.setdefault("headers", {})
        headers["X-Request-Id"] = {"$ref": "#/components/headers/RequestId"}
        if status in ("429", "503") or _SHORT_CONFLICT in response["description"]:
            headers["Retry-After"] = {"$ref": "#/components/headers/RetryAfter"}
