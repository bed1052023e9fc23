"""Every error that a test gets over HTTP is one that the API document names for the operation."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import httpx
import msgspec
from litestar import Litestar

Document = dict[str, Any]


class UndocumentedError(AssertionError):
    """Raised if a response has an error code that the API document does not have there."""


@lru_cache(maxsize=4)
def _operations(app: Litestar) -> list[tuple[re.Pattern[str], Document]]:
    """Returns the operations by path, the paths without parameters first."""
    paths = app.openapi_schema.to_schema()["paths"] if app.openapi_config else {}
    ordered = sorted(paths.items(), key=lambda item: "{" in item[0])
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), one) for path, one in ordered]


@lru_cache(maxsize=4)
def _schemas(app: Litestar) -> Document:
    schemas: Document = app.openapi_schema.to_schema()["components"]["schemas"]
    return schemas


def codes(schemas: Document, response: Document) -> Iterator[str]:
    """Yields the error codes of a response in the API document."""
    schema = response["content"]["application/json"]["schema"]
    for one in schema.get("anyOf", [schema]):
        body = schemas[one["$ref"].rpartition("/")[2]]["properties"]["error"]["$ref"]
        yield schemas[body.rpartition("/")[2]]["properties"]["code"]["const"]


def check(app: Litestar, answer: httpx.Response) -> None:
    """Raises `UndocumentedError` for an error that the operation's document does not name."""
    request = answer.request
    if answer.status_code < 400 or "\x00" in request.url.path:
        return  # no operation has an address with NUL
    operation = next((ops for at, ops in _operations(app) if at.fullmatch(request.url.path)), {})
    documented = operation.get(request.method.lower())
    if documented is None or not answer.headers.get("content-type", "").endswith("json"):
        return
    code = msgspec.json.decode(answer.content)["error"]["code"]
    response = documented["responses"].get(str(answer.status_code))
    if response is None or code not in codes(_schemas(app), response):
        raise UndocumentedError(f"{documented['operationId']}: {answer.status_code} {code}")
