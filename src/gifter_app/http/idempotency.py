"""`Idempotency-Key`: repeats of a user's POST with the same key act once."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from litestar import Request
from litestar.datastructures import Headers
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema
from litestar.plugins import ReceiveRoutePlugin
from litestar.response.base import ASGIResponse
from litestar.routes import BaseRoute, HTTPRoute
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from gifter_app.http.openapi import with_errors
from gifter_app.use_cases.operations.answer_once import AnswerOnce
from gifter_domain.shared.errors import TooLarge
from gifter_domain.shared.idempotency import (
    HEADER,
    IdempotencyInProgress,
    IdempotencyKeyReused,
    StoredResponse,
    keyed_request,
)

REPLAYED = "Idempotency-Replayed"
_KEPT_HEADERS = ("content-type", "location", "etag")
_DESCRIPTION = (
    "Makes repeating safe: for 24 hours the same request with the same key gets the first "
    f"response again, with `{REPLAYED}: true`. Visible ASCII characters; use a UUID."
)


class IdempotencyMiddleware(ASGIMiddleware):
    """Replays stored responses. It runs after authentication, because keys belong to a user."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, answer_once: Callable[[], AnswerOnce]) -> None:
        self._answer_once = answer_once

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if scope.get("method") != "POST":
            await next_app(scope, receive, send)
            return
        request: Request[Any, Any, Any] = Request(scope, receive)
        keys = request.headers.getall(HEADER, [])
        if not keys or not _takes_key(scope["route_handler"]):
            await next_app(scope, receive, send)
            return
        messages: list[Message] = []

        async def act() -> StoredResponse | None:
            await next_app(scope, receive, partial(_collect, messages))
            return _lasting(messages)

        # Repeated headers are joined with a space, which is not allowed in a key.
        named = (request.user.id, ", ".join(keys), request.method, scope["path"])
        keyed = keyed_request(*named, scope["query_string"], await request.body())
        if (answer := await self._answer_once().execute(keyed, act)) is not None:
            await _replay(answer)(scope, receive, send)
        for message in messages:
            await send(message)


class KeyedOperations(ReceiveRoutePlugin):
    """Documents the header in OpenAPI on every operation that takes it."""

    def receive_route(self, route: BaseRoute) -> None:
        for handler in route.route_handlers if isinstance(route, HTTPRoute) else ():
            if _takes_key(handler):
                make = partial(_operation, handler.operation_class)
                handler.operation_class = cast("type[Operation]", make)
                handler.responses = with_errors(
                    handler.responses or {}, IdempotencyInProgress, IdempotencyKeyReused, TooLarge
                )


def _takes_key(handler: BaseRouteHandler) -> bool:
    is_post = isinstance(handler, HTTPRouteHandler) and "POST" in handler.http_methods
    return is_post and not handler.opt.get("public") and not handler.opt.get("guests")


def _operation(of: type[Operation], **parts: Any) -> Operation:
    operation = of(**parts)
    schema = Schema(type=OpenAPIType.STRING, min_length=1, max_length=255)
    header = Parameter(HEADER, "header", schema=schema, description=_DESCRIPTION)
    operation.parameters = [*(operation.parameters or []), header]
    return operation


async def _collect(messages: list[Message], message: Message) -> None:
    messages.append(message)


def _lasting(messages: list[Message]) -> StoredResponse | None:
    """Returns the response to store, or None if the caller should retry (faults, rate limits)."""
    start = messages[0]
    if start["type"] != "http.response.start" or start["status"] >= 500 or start["status"] == 429:
        return None
    sent = Headers(start["headers"])
    headers = {name: sent[name] for name in _KEPT_HEADERS if name in sent}
    body = b"".join(one["body"] for one in messages if one["type"] == "http.response.body")
    return StoredResponse(start["status"], headers, body)


def _replay(answer: StoredResponse) -> ASGIResponse:
    headers = {**answer.headers, REPLAYED: "true"}
    return ASGIResponse(status_code=answer.status, headers=headers, body=answer.body)
