"""HTTP clients that call an application directly, without a socket."""

from collections.abc import Mapping

import httpx
from litestar import Litestar


def http_client(app: Litestar, headers: Mapping[str, str] | None = None) -> httpx.AsyncClient:
    """Returns a client of the application. An exception inside the application becomes a 500."""
    transport = httpx.ASGITransport(
        app,  # type: ignore[arg-type]  # Litestar types ASGI messages as TypedDicts, httpx as dicts
        raise_app_exceptions=False,
    )
    return httpx.AsyncClient(transport=transport, base_url="http://gifter.test", headers=headers)
