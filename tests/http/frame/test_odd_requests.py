"""Odd paths of every router, and large forms, are no fault of the server."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from litestar import Litestar

ROUTES = [
    "/",
    "/docs",
    "/docs/assets/",
    "/s/",
    "/s/token/items/",
    "/s/token/reserved/",
    "/s/token/pictures/",
    "/v1/unsubscribe/",
    "/v1/calendar/",
    "/v1/products/",
    "/v1/health",
    "/try",
]
ODD = [
    b"%00",
    b"a%00b",
    b"%ff%fe",
    b"%C0%AE%C0%AE",
    b"%",
    b"%zz",
    b"..%2f..%2fetc%2fpasswd",
    b"../../etc/passwd",
    b"%0d%0aX-Odd:1",
    b"a" * 300,
    b"a" * 5_000,
    b"%F0%9F%8E%82" * 100,
    b"a/b/c/d/e",
    b"//",
    b";a=b?c[]=%00",
    b"x?cursor=%00&limit=%ff&q=%F0%28%8C%28",
]


async def answered(
    app: Litestar,
    path: bytes,
    *,
    method: str = "GET",
    headers: Mapping[bytes, bytes] | None = None,
    body: bytes = b"",
) -> int:
    """Returns the status of the application's answer to the bytes of a request."""
    raw, _, query = path.partition(b"?")
    statuses: list[int] = []
    parts = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return parts.pop(0) if parts else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": percent_decoded(raw),
        "raw_path": raw,
        "query_string": query,
        "root_path": "",
        "headers": [*{b"host": b"test", **(headers or {})}.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    await app(scope, receive, send)  # type: ignore[arg-type]
    return statuses[0]


def percent_decoded(raw: bytes) -> str:
    return unquote_to_bytes(raw).decode("utf-8", "replace")


@pytest.mark.parametrize("route", ROUTES)
async def test_an_odd_path_is_no_fault_of_the_server(app: Litestar, route: str) -> None:
    for odd in ODD:
        for method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS", "BREW"):
            status = await answered(app, route.encode() + odd, method=method)
            assert status < 500, (method, route, odd)


@pytest.mark.parametrize("field", [b"&", b"a=&", b"name=%FF&"])
async def test_a_large_form_of_a_page_is_refused_before_it_is_parsed(
    app: Litestar, field: bytes
) -> None:
    path = b"/s/token/items/item"
    form = {b"content-type": b"application/x-www-form-urlencoded"}
    body = field * (10_000 // len(field) + 1)
    sizes = {b"content-length": str(len(body)).encode()}

    for headers in (form, form | sizes):
        status = await answered(app, path, method="POST", headers=headers, body=body)
        assert status == 413
