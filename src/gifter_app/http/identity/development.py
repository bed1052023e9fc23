"""The public keys of the development identity provider of `gifter dev` and `gifter demo`."""

from collections.abc import Callable, Sequence
from typing import Any

from litestar import get
from litestar.handlers import HTTPRouteHandler


def dev_jwks_handler(keys: Callable[[], Sequence[dict[str, Any]]]) -> HTTPRouteHandler:
    """Returns the route `GET /dev/jwks.json`, which returns these keys."""

    @get("/dev/jwks.json", include_in_schema=False, opt={"public": True})
    async def dev_jwks() -> dict[str, Sequence[dict[str, Any]]]:
        return {"keys": keys()}

    return dev_jwks
