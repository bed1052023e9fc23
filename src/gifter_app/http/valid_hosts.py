"""Refuses requests whose `Host` is no host with a port, before anything builds an address of it."""

from functools import lru_cache
from urllib.parse import urlsplit

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Receive, Scope, Send

from gifter_app.http.error_schemas import ErrorBody, ErrorResponse

_REFUSAL = msgspec.json.encode(
    ErrorResponse(
        error=ErrorBody(
            code="invalid_input", message="The header `Host` is not a host with a port.", details={}
        )
    )
)


class ValidHosts:
    """Answers 400 itself (RFC 9112, 3.2), as the framework raises errors outside its handlers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or _is_valid(scope):
            await self._app(scope, receive, send)
            return
        headers = [(b"content-type", b"application/json"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": 400, "headers": headers})
        await send({"type": "http.response.body", "body": _REFUSAL, "more_body": False})


def _is_valid(scope: Scope) -> bool:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return scope["path"].startswith("/") and all(map(_is_host, hosts))


@lru_cache(maxsize=64)
def _is_host(value: bytes) -> bool:
    try:
        # The port is read because an impossible one is an error only then.
        return urlsplit(f"//{value.decode('latin-1')}").port != -1
    except ValueError:
        return False
