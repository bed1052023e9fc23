"""Fetches pictures from addresses that users wrote."""

import asyncio
import socket
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urljoin

import httpcore

from gifter_domain.shared.pictures import MAX_PICTURE_BYTES, Picture, PictureNotFound

# Formats that browsers show in an <img> and that cannot contain a script.
_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"}
_HEADERS = [("Accept", ", ".join(sorted(_TYPES))), ("User-Agent", "Gifter")]
_REDIRECTS = 3
_MOVED = {301, 302, 303, 307, 308}
_TIMEOUT_S = 8.0
_CONNECTIONS = 20

Address = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Returns whether an IP address is on the public internet, so not one of our machines."""
    return ip_address(address).is_global and not ip_address(address).is_multicast


class WebPictures:
    """Implements `Pictures`. `may_reach` says which IP addresses may be connected to."""

    def __init__(self, may_reach: Address = is_public) -> None:
        self._http = httpcore.AsyncConnectionPool(
            max_connections=_CONNECTIONS,
            max_keepalive_connections=0,
            network_backend=_CheckedConnections(may_reach),
        )

    async def fetch(self, url: str) -> Picture:
        try:
            async with asyncio.timeout(_TIMEOUT_S):
                return await self._follow(url)
        except (TimeoutError, OSError, ValueError, *_PROTOCOL_ERRORS) as error:
            raise _picture_not_found("cannot be fetched") from error

    async def close(self) -> None:
        await self._http.aclose()

    async def _follow(self, url: str) -> Picture:
        for _ in range(_REDIRECTS + 1):
            async with self._http.stream("GET", url, headers=_HEADERS) as response:
                if response.status not in _MOVED:
                    return await _read(response)
                url = urljoin(url, _header(response, b"location"))
        raise _picture_not_found("is redirected too often")


class _CheckedConnections(httpcore.AsyncNetworkBackend):
    """Connects to the address that was checked, so that no second look-up can give another one."""

    def __init__(self, may_reach: Address) -> None:
        self._may_reach = may_reach
        self._backend = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 -- the base class's
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        allowed = [str(one[4][0]) for one in found if self._may_reach(str(one[4][0]))]
        if not allowed:
            raise httpcore.ConnectError(f"{host} is not on the public internet")
        return await self._backend.connect_tcp(
            allowed[0], port, timeout, local_address, socket_options
        )


_PROTOCOL_ERRORS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
)


async def _read(response: httpcore.Response) -> Picture:
    media_type = _header(response, b"content-type").partition(";")[0].strip().lower()
    if response.status != 200 or media_type not in _TYPES:
        raise _picture_not_found("does not exist, or is no picture")
    content = bytearray()
    async for chunk in response.aiter_stream():
        content += chunk
        if len(content) > MAX_PICTURE_BYTES:
            raise _picture_not_found("is too large")
    return Picture(media_type, bytes(content))


def _header(response: httpcore.Response, name: bytes) -> str:
    found = (value for key, value in response.headers if key.lower() == name)
    return next(found, b"").decode("latin-1")


def _picture_not_found(why: str) -> PictureNotFound:
    return PictureNotFound(f"The picture {why}.")
