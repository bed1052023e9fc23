"""Answers `HEAD` wherever `GET` is answered (RFC 9110, 9.3.2): the same without the content."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send


class HeadRequests:
    """Runs the route of `GET` for `HEAD`, and names `HEAD` among the allowed methods."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        ended = False

        async def send_part(message: Message) -> None:
            nonlocal ended
            if message["type"] == "http.response.start":
                message["headers"] = [_with_head(*header) for header in message["headers"]]
            elif is_head and message["type"] == "http.response.body":
                if ended:
                    return
                message, ended = {**message, "body": b"", "more_body": False}, True
            await send(message)

        if is_head:
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send_part)


def _with_head(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    if name.lower() == b"allow" and b"GET" in value and b"HEAD" not in value:
        return name, value + b", HEAD"
    return name, value
