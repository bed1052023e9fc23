"""The keys BetterAuth publishes, cached so that neither floods of tokens nor outages matter."""

import asyncio
import math
import time
from collections.abc import Callable

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
    """A client for key sets: asked so rarely that it keeps no connection, and needs no closing."""
    return httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0))


class JwksCache:
    """Implements `KeySource` over the key set at `url`, for one event loop.

    - Known keys answer at once. Once the set is FRESH_S old it is fetched anew behind a request,
      which is how withdrawn keys leave.
    - An unknown id causes a fetch, at most one in REFETCH_PAUSE_S; requests that come meanwhile
      wait for the same one.
    - While fetching fails, keys go on for STALE_S from when they were last published; then, and
      before the first answer, there is no telling, and a fetch is tried every COLD_PAUSE_S.
    - An empty set withdraws nothing: BetterAuth makes keys lazily, so it says "none needed yet".
      Keys that stay unpublished end after STALE_S all the same.
    """

    def __init__(
        self, url: str, http: httpx.AsyncClient, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._url = url
        self._http = http
        self._monotonic = monotonic
        self._keys: dict[str, PyJWK] = {}
        self._published_at = -math.inf
        self._answered_at = -math.inf
        self._asked_at = -math.inf
        self._fetch: asyncio.Task[None] | None = None

    async def key(self, kid: str) -> PyJWK | None:
        known = self._known(kid)
        if known is None or self._age(self._answered_at) >= FRESH_S:
            self._begin_fetch()
        if known is None and self._fetch is not None:
            # Shielded: one caller who goes away does not end it for the others.
            await asyncio.shield(self._fetch)
            known = self._known(kid)
        if known is None and self._is_cold():
            raise IdentityProviderUnavailable("Tokens cannot be checked now; try again shortly.")
        return known

    def _known(self, kid: str) -> PyJWK | None:
        return self._keys.get(kid) if self._age(self._published_at) < STALE_S else None

    def _is_cold(self) -> bool:
        return self._age(self._answered_at) >= STALE_S

    def _age(self, instant: float) -> float:
        return self._monotonic() - instant

    def _begin_fetch(self) -> None:
        """Starts a fetch, unless one is under way or the last was too short a time ago."""
        pause = COLD_PAUSE_S if self._is_cold() else REFETCH_PAUSE_S
        if self._fetch is None and self._age(self._asked_at) >= pause:
            self._fetch = asyncio.create_task(self._refresh())

    async def _refresh(self) -> None:
        was_cold = self._is_cold()
        self._asked_at = self._monotonic()
        try:
            async with asyncio.timeout(TIMEOUT_S):
                published = msgspec.json.decode(await self._download(), type=_KeySet)
        except (httpx.HTTPError, TimeoutError, ValueError, RecursionError) as error:
            log.warning("jwks.fetch_failed", url=self._url, reason=repr(error))
        else:
            self._keep(usable_keys(published.keys), was_cold=was_cold)
        finally:
            self._fetch = None

    def _keep(self, keys: dict[str, PyJWK], *, was_cold: bool) -> None:
        self._answered_at = self._monotonic()
        if was_cold:  # this fetch was for the whole set: the first unknown id may still ask again
            self._asked_at = -math.inf
        if keys:
            self._keys, self._published_at = keys, self._answered_at

    async def _download(self) -> bytes:
        """The body at the address; an error status or one too large is a failure."""
        body = bytearray()
        async with self._http.stream("GET", self._url) as response:
            response.raise_for_status()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise ValueError("the key set is too large")
        return bytes(body)
