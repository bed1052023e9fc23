"""Gives every request an id, for logs and response, and writes one log line about it."""

import re
import time
from collections.abc import Callable

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from gifter_domain.shared.time_limits import STORAGE_LIMIT_S

log = structlog.get_logger(__name__)

_HEADER = b"x-request-id"
# A request whose database does not answer fails within five seconds.
STORAGE_WITHIN_S = 4.0
# Logs must not contain the secret codes of links, because a code grants access. Below these
# addresses every part is left out but the words of our own routes, whatever a program added to it.
_SECRET = re.compile(
    r"(?P<before>.*?)(?P<start>/+s/|/+v1/+shared/)(?P<rest>.*)", re.DOTALL | re.IGNORECASE
)
_OWN_WORDS = ("page.css", "items", "reserved", "pictures", "bought", "renew", "")
_CODE = re.compile(r"(?<![a-z2-7])[a-z2-7]{26}(?![a-z2-7])")
_ACCEPTED = re.compile(rb"[A-Za-z0-9._:-]{1,128}")


class RequestIdMiddleware:
    """The outermost layer. It keeps the caller's `X-Request-Id` if it is valid, or makes an id."""

    def __init__(self, app: ASGIApp, new_id: Callable[[], str]) -> None:
        self._app = app
        self._new_id = new_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:
            await self._app(scope, receive, send)
            return
        request_id = _given_id(scope) or self._new_id()
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (_HEADER, request_id.encode())]
            await send(message)

        bound = structlog.contextvars.bind_contextvars(request_id=request_id)
        # The caller's own limit, if it has set one, counts.
        limit = STORAGE_LIMIT_S.set(STORAGE_LIMIT_S.get() or STORAGE_WITHIN_S)
        try:
            await self._app(scope, receive, send_with_id)
            elapsed_ms = round((time.perf_counter() - started) * 1000, 1)
            path = _without_codes(scope["path"])
            log.info(
                "http.request",
                method=scope["method"],
                path=path,
                status=status,
                elapsed_ms=elapsed_ms,
            )
        finally:
            STORAGE_LIMIT_S.reset(limit)
            structlog.contextvars.reset_contextvars(**bound)


def _without_codes(path: str) -> str:
    if found := _SECRET.fullmatch(path):
        parts = (part if part in _OWN_WORDS else "…" for part in found["rest"].split("/"))
        return _CODE.sub("…", found["before"]) + found["start"] + "/".join(parts)
    return _CODE.sub("…", path)


def _given_id(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == _HEADER and _ACCEPTED.fullmatch(value):
            return value.decode()
    return None
