"""Clients that close the connection before the end of their request's body."""

from typing import Any

import pytest
import structlog
from litestar import Litestar

from builders.people.users import Someone

FORM = b"application/x-www-form-urlencoded"
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName'


@pytest.mark.parametrize(
    ("method", "path", "content_type", "part"),
    [
        ("POST", "/s/abcdefghijklmnopqrstuvwxyz/items/1", FORM, b"name=Be"),
        ("POST", "/s/abcdefghijklmnopqrstuvwxyz/reserved/1", FORM, b""),
        ("POST", "/v1/recipients/import", b"multipart/form-data; boundary=x", PART),
        ("POST", "/v1/recipients/import", b"text/csv", b"Name"),
        ("PATCH", "/v1/me", b"application/json", b'{"displayName": "A'),
        ("POST", "/v1/webhooks/payload/product-changed", b"application/json", b"{"),
    ],
)
async def test_a_client_that_leaves_is_no_error_of_ours(
    app: Litestar, ada: Someone, method: str, path: str, content_type: bytes, part: bytes
) -> None:
    token = ada.client.headers["authorization"].encode()
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
        "headers": [
            (b"host", b"testserver"),
            (b"authorization", token),
            (b"content-type", content_type),
            (b"content-length", b"1000"),
            (b"idempotency-key", b"a"),
        ],
    }
    messages = [
        {"type": "http.request", "body": part, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[dict[str, Any]] = []

    async def receive() -> Any:
        return messages.pop(0) if len(messages) > 1 else messages[0]

    async def send(message: Any) -> None:
        sent.append(message)

    with structlog.testing.capture_logs() as logged:
        await app(scope, receive, send)  # type: ignore[arg-type]

    assert sent[0]["status"] < 500
    assert [line for line in logged if line["log_level"] in ("warning", "error")] == []
