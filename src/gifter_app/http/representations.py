"""Repeated reads are answered by 304 Not Modified, and long texts are compressed."""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from hashlib import sha256
from typing import Any, cast

from litestar.enums import ScopeType
from litestar.openapi.spec import (
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Parameter,
    Schema,
)
from litestar.plugins import ReceiveRoutePlugin
from litestar.routes import BaseRoute, HTTPRoute
from litestar.types import ASGIApp, HTTPResponseStartEvent, Message, Receive, Scope, Send

_COMPRESSED_FROM = 1_024  # bytes; less fits into one packet anyway
# Level 6 takes twice the time and saves a tenth more. 31 is the format of gzip.
_LEVEL, _GZIP = 1, 31
_TEXTS = (b"application/json", b"application/vnd.oai", b"text/", b"image/svg")
# Health changes with each request, recommendations with the time that they took.
_UNTAGGED = ("/v1/health", "/v1/recommendations")
_PRIVATE = (b"cache-control", b"private, no-cache")
_CONDITION = "The `ETag` of an earlier answer: the same content is answered by 304 without it."
_VARIES = (b"vary", b"Accept-Encoding")


class ConditionalReads(ReceiveRoutePlugin):
    """Documents 304 and `If-None-Match` in OpenAPI on every operation that has an `ETag`."""

    def receive_route(self, route: BaseRoute) -> None:
        if not isinstance(route, HTTPRoute) or not _is_tagged(route.path):
            return
        for handler in route.route_handlers:
            if "GET" in handler.http_methods and handler.resolve_include_in_schema():
                make = partial(_operation, handler.operation_class)
                handler.operation_class = cast("type[Operation]", make)


class Representations:
    """Tags most answers of `GET` below `/v1` with an `ETag`, and compresses long texts by gzip.

    The tag is weak (RFC 9110, 8.8.1), since it is the same for the compressed text. Answers that
    must not be stored have none. Streamed answers stay as they are.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"] == "/v1/health":
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        start: HTTPResponseStartEvent | None = None

        async def send_part(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message  # its headers depend on the body
                return
            if message["type"] == "http.response.body" and start is not None:
                first, start = start, None
                if not message["more_body"]:
                    body = _represented(scope, method, first, message["body"])
                    message = {**message, "body": body}
                await send(first)
            await send(message)

        await self._app(scope, receive, send_part)


def _represented(scope: Scope, method: str, start: HTTPResponseStartEvent, body: bytes) -> bytes:
    """Returns the body to send, and changes status and headers of `start` to match.

    Litestar writes the names of headers in lower case.
    """
    headers = dict(start["headers"])
    if method == "GET" and start["status"] == 200 and _is_tagged(scope["path"]):
        caching = headers.get(b"cache-control")
        if caching is None or b"no-store" not in caching:
            tag = b'"%b"' % sha256(body).hexdigest()[:32].encode()
            added = [(b"etag", b"W/" + tag)] if caching else [_PRIVATE, (b"etag", b"W/" + tag)]
            start["headers"] = [*start["headers"], *added]
            if _knows(scope, tag):
                start["status"] = 304
                start["headers"] = [*_without(b"content-", start["headers"])]
                return b""
    if len(body) >= _COMPRESSED_FROM and headers.get(b"content-type", b"").startswith(_TEXTS):
        return _packed(scope, start, body)
    return body


def _packed(scope: Scope, start: HTTPResponseStartEvent, body: bytes) -> bytes:
    """Returns a long text as the client takes it, and changes the headers of `start`."""
    start["headers"] = [*start["headers"], _VARIES]
    if not _takes_gzip(_asked(scope, b"accept-encoding")):
        return body
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    packed = compressor.compress(body) + compressor.flush()
    length = (b"content-length", b"%d" % len(packed))
    kept = _without(b"content-length", start["headers"])
    start["headers"] = [*kept, length, (b"content-encoding", b"gzip")]
    return packed


def _knows(scope: Scope, tag: bytes) -> bool:
    """Returns whether the client has the content with this tag."""
    known = _asked(scope, b"if-none-match")
    return tag in known or known.strip() == b"*"


def _asked(scope: Scope, name: bytes) -> bytes:
    """Returns the value of a header of the request, empty if it is missing."""
    return b",".join(value for header, value in scope["headers"] if header == name)


def _without(start: bytes, headers: Iterable[tuple[bytes, bytes]]) -> Iterator[tuple[bytes, bytes]]:
    return ((name, value) for name, value in headers if not name.startswith(start))


def _is_tagged(path: str) -> bool:
    return path.startswith("/v1/") and not path.startswith(_UNTAGGED)


def _operation(of: type[Operation], **parts: Any) -> Operation:
    operation = of(**parts)
    schema = Schema(type=OpenAPIType.STRING)
    header = Parameter("If-None-Match", "header", schema=schema, description=_CONDITION)
    operation.parameters = [*(operation.parameters or []), header]
    unchanged = OpenAPIResponse(description="The content has the `ETag` of `If-None-Match`.")
    operation.responses = {**(operation.responses or {}), "304": unchanged}
    return operation


@lru_cache(maxsize=64)
def _takes_gzip(accepted: bytes) -> bool:
    """Returns whether an `Accept-Encoding` takes gzip (RFC 9110, 12.5.3)."""
    weights: dict[bytes, bool] = {}
    for part in accepted.lower().split(b","):
        name, _, weight = part.replace(b" ", b"").partition(b";q=")
        weights[name] = weight.strip(b"0.") != b"" or weight == b""
    return weights.get(b"gzip", weights.get(b"*", False))
