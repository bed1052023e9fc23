"""A cache of the keys that BetterAuth publishes. It survives floods of tokens and outages."""

import asyncio
import math
import ssl
import time
from collections.abc import Callable
from functools import cache

import httpx
import msgspec
import structlog
from jwt import PyJWK

from gifter_adapters.betterauth.keys import usable_keys
from gifter_domain.identity.ports import IdentityProviderUnavailable

FRESH_S = 600.0
STALE_S = 86_400.0
REFETCH_PAUSE_S = 30.0
COLD_PAUSE_S = 1.0
TIMEOUT_S = 5.0
MAX_BYTES = 256 * 1024

log = structlog.get_logger(__name__)


class _KeySet(msgspec.Struct):
    keys: list[object]


def jwks_client() -> httpx.AsyncClient:
    """Returns a client for key sets. It keeps no connection, so it needs no closing."""
    return httpx.AsyncClient(
        verify=_usual_authorities(), limits=httpx.Limits(max_keepalive_connections=0)
    )


@cache  # reading the certificates of the authorities takes 20 ms
def _usual_authorities() -> ssl.SSLContext:
    return httpx.create_ssl_context()


class JwksCache:
    """Implements `KeySource` over the key set at `url`, for one event loop.

    - Known keys are returned at once. When the set is FRESH_S old, a request starts a fetch in the
      background, which removes withdrawn keys.
    - An unknown id causes a fetch, at most one in REFETCH_PAUSE_S. Requests that come meanwhile
      wait for the same fetch.
    - While fetches fail, keys stay valid for STALE_S after they were last published. After that,
      and before the first response, no token can be checked, and a fetch is tried every
      COLD_PAUSE_S.
    - An empty set withdraws nothing: BetterAuth makes keys only when they are needed, so it means
      "none needed yet". Keys that stay unpublished still expire after STALE_S.
    """

    def __init__(
        self, url: str, http: httpx.AsyncClient, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._http = http
        self._monotonic = monotonic
        self._keys: dict[str, PyJWK] = {}
        self._published_at = -math.inf
        self._fetched_at = -math.inf
        self._requested_at = -math.inf
        self._fetch: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> PyJWK | None:
        known = self._known(kid)
        if known is None or self._age(self._fetched_at) >= FRESH_S:
            self._begin_fetch()
        if known is None and self._fetch is not None:
            # Shielded, so that a cancelled caller does not cancel the fetch for the others.
            await asyncio.shield(self._fetch)
            known = self._known(kid)
        if known is None and self._is_cold():
            raise IdentityProviderUnavailable("Tokens cannot be checked now; try again shortly.")
        return known

    def _known(self, kid: str) -> PyJWK | None:
        return self._keys.get(kid) if self._age(self._published_at) < STALE_S else None

    def _is_cold(self) -> bool:
        return self._age(self._fetched_at) >= STALE_S

    def _age(self, instant: float) -> float:
        return self._monotonic() - instant

    def _begin_fetch(self) -> None:
        """Starts a fetch, unless one is running or the last one was too recent."""
        pause = COLD_PAUSE_S if self._is_cold() else REFETCH_PAUSE_S
        if self._fetch is None and self._age(self._requested_at) >= pause:
            self._fetch = asyncio.create_task(self._refresh())

    async def _refresh(self) -> None:
        was_cold = self._is_cold()
        self._requested_at = self._monotonic()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                published = msgspec.json.decode(await self._download(), type=_KeySet)
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            log.warning("jwks.fetch_failed", url=self._url, reason=repr(error))
        else:
            self._store(usable_keys(published.keys), was_cold=was_cold)
        finally:
            self._fetch = None

    def _store(self, keys: dict[str, PyJWK], *, was_cold: bool) -> None:
        self._fetched_at = self._monotonic()
        if was_cold:  # this fetch was for the whole set: the first unknown id may fetch once more
            self._requested_at = -math.inf
        if keys:
            self._keys, self._published_at = keys, self._fetched_at

    async def _download(self) -> bytes:
        """Returns the body at the address. Raises an error for an error status or a large body."""
        body = bytearray()
        async with self._http.stream("GET", self._url) as response:
            response.raise_for_status()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise ValueError("the key set is too large")
        return bytes(body)
