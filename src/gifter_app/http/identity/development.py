"""The public keys of the development identity provider; only `gifter dev` and `demo` have one."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import get
from litestar.handlers import HTTPRouteHandler


def dev_jwks_handler(keys: Callable[[], Sequence[dict[str, Any]]]) -> HTTPRouteHandler:
    """`GET /dev/jwks.json`, answering these keys."""

    @get("/dev/jwks.json", include_in_schema=False, opt={"public": True})
    async def dev_jwks() -> dict[str, Sequence[dict[str, Any]]]:
        return {"keys": keys()}

    return dev_jwks
