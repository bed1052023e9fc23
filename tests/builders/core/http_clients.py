"""HTTP clients that call an application directly, without a socket."""

from collections.abc import Mapping

import httpx
from litestar import Litestar

from builders.core.documented_errors import check


def http_client(
    app: Litestar, headers: Mapping[str, str] | None = None, *, checks_errors: bool = True
) -> httpx.AsyncClient:
    """Returns a client of the application. An exception inside the application becomes a 500.

    An error that the API document does not name for the operation fails the test, unless the test
    makes such errors itself.
    """
    transport = httpx.ASGITransport(
        app,  # type: ignore[arg-type]  # Litestar types ASGI messages as TypedDicts, httpx as dicts
        raise_app_exceptions=False,
    )

    async def check_error(answer: httpx.Response) -> None:
        if answer.is_error and checks_errors:
            await answer.aread()
            check(app, answer)

    hooks = {"response": [check_error]}
    return httpx.AsyncClient(
        transport=transport, base_url="http://gifter.test", headers=headers, event_hooks=hooks
    )
