"""Answers `OPTIONS` with all methods of an address (RFC 9110, 9.3.7)."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

# No route has it, so the answer is a 405, which names all methods. The framework's own answer to
# OPTIONS names only the methods of the handler that was registered first.
_NO_METHOD = "GIFTER-NONE"


class OptionsRequests:
    """Turns the 405 of an unknown method into the answer to `OPTIONS`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "OPTIONS":
            await self._app(scope, receive, send)
            return
        listed = False

        async def send_part(message: Message) -> None:
            nonlocal listed
            if message["type"] == "http.response.start" and message["status"] == 405:
                listed = True
                headers = [one for one in message["headers"] if not _is_about_content(one[0])]
                message = {**message, "status": 204, "headers": headers}
            elif listed and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        unknown: Scope = {**scope, "method": _NO_METHOD}  # type: ignore[typeddict-item]
        await self._app(unknown, receive, send_part)


def _is_about_content(name: bytes) -> bool:
    return name.lower().startswith(b"content-")
