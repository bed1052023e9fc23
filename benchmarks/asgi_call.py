"""Sends one request to an ASGI application, without the cost of an HTTP client."""

from collections.abc import Mapping
from typing import Any

from litestar import Litestar


async def call(
    app: Litestar, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
) -> bytes:
    """Returns the body of the response to `method target` (path and query).

    Fails unless it is a 200.
    """
    path, _, query = target.partition("?")
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("gifter.bench", 80),
    }
    await app(scope, receive, send)
    answer = b"".join(message.get("body", b"") for message in sent[1:])
    assert sent[0]["status"] == 200, answer
    return answer
