"""A cache of the keys that BetterAuth publishes. It survives floods of tokens and outages."""

import asyncio
import math
import ssl
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import cache

import httpx
import msgspec
import structlog
from jwt import PyJWK

from gifter_adapters.betterauth.budget import Budget
from gifter_adapters.betterauth.keys import usable_keys
from gifter_domain.identity.ports import IdentityProviderUnavailable

FRESH_S = 600.0
STALE_S = 86_400.0
REFETCH_PAUSE_S = 30.0
FAILURE_PAUSE_S = 1.0
# An id that was just looked up in vain causes no further fetch for this long.
UNKNOWN_S = 30.0
MAX_UNKNOWN = 10_000
# Fetches for unknown ids: this many at once, then one in FETCH_EVERY_S.
FETCH_BURST = 20
FETCH_EVERY_S = 3.0
TIMEOUT_S = 5.0
MAX_BYTES = 256 * 1024

_FAILURES = (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValueError, RecursionError)

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
      background, at most one in REFETCH_PAUSE_S, which removes withdrawn keys.
    - An unknown id causes a fetch. Requests that come meanwhile wait for the same fetch. An id that
      it does not have is remembered for UNKNOWN_S, so that a forged id is looked up once and never
      delays the look-up of another. All unknown ids together share a budget of fetches.
    - An id counts as unknown only if a fetch that began after the request says so. If the fetch
      fails or the budget is spent, the token cannot be checked now, which is no refusal.
    - While fetches fail, keys stay valid for STALE_S after they were last published.
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
        self._requested_at = -math.inf
        self._fetched_at = -math.inf
        # Numbers of the fetch that began last and of the last one that succeeded.
        self._begun = 0
        self._succeeded = 0
        self._fetch: asyncio.Task[None] | None = None
        self._unknown: OrderedDict[int, float] = OrderedDict()
        self._budget = Budget(FETCH_BURST, FETCH_EVERY_S, monotonic)

    async def key(self, kid: str) -> PyJWK | None:
        known = self._known(kid)
        if known is None:
            return await self._looked_up(kid)
        is_old = self._age(self._fetched_at) >= FRESH_S
        if is_old and self._age(self._requested_at) >= REFETCH_PAUSE_S:
            self._begin_fetch()
        return known

    async def _looked_up(self, kid: str) -> PyJWK | None:
        """Returns the key from a fetch that began no earlier than this call."""
        if self._is_unknown(kid):
            return None
        begun_before = self._begun
        for _ in range(2):  # the first may have begun before the call
            await self._awaited_fetch()
            if (known := self._known(kid)) is not None:
                return known
            if self._succeeded > begun_before:
                self._remember_unknown(kid)
                return None
        raise _cannot_check()

    async def _awaited_fetch(self) -> None:
        """Waits for the running fetch, or for a new one. Raises an error if none may begin."""
        if self._fetch is None:
            has_failed = self._succeeded < self._begun
            is_paused = has_failed and self._age(self._requested_at) < FAILURE_PAUSE_S
            if is_paused or not self._budget.take():
                raise _cannot_check()
        # Shielded, so that a cancelled caller does not cancel the fetch for the others.
        await asyncio.shield(self._begin_fetch())

    def _known(self, kid: str) -> PyJWK | None:
        return self._keys.get(kid) if self._age(self._published_at) < STALE_S else None

    def _is_unknown(self, kid: str) -> bool:
        return self._age(self._unknown.get(hash(kid), -math.inf)) < UNKNOWN_S

    def _remember_unknown(self, kid: str) -> None:
        """Remembers an id by its hash, since ids of forged tokens may be long.

        Nothing is remembered before there are keys: BetterAuth is about to make the first one.
        """
        if not self._keys:
            return
        self._unknown[hash(kid)] = self._monotonic()
        self._unknown.move_to_end(hash(kid))
        if len(self._unknown) > MAX_UNKNOWN:
            self._unknown.popitem(last=False)

    def _age(self, instant: float) -> float:
        return self._monotonic() - instant

    def _begin_fetch(self) -> asyncio.Task[None]:
        """Returns the running fetch, or a new one."""
        if self._fetch is None:
            self._fetch = asyncio.create_task(self._refresh())
        return self._fetch

    async def _refresh(self) -> None:
        self._begun, self._requested_at = self._begun + 1, self._monotonic()
        try:
            keys = await self._published()
        except _FAILURES as error:
            log.warning("jwks.fetch_failed", url=self._url, reason=repr(error))
        else:
            self._store(keys)
        finally:
            self._fetch = None

    def _store(self, keys: dict[str, PyJWK]) -> None:
        self._succeeded, self._fetched_at = self._begun, self._monotonic()
        if keys:
            self._keys, self._published_at = keys, self._fetched_at

    async def failure(self) -> str | None:
        """Returns the reason why the key set cannot be fetched now, or None."""
        try:
            await self._published()
        except TimeoutError:
            return f"no answer within {TIMEOUT_S:.0f} seconds"
        except _FAILURES as error:
            return str(error) or type(error).__name__
        return None

    async def _published(self) -> dict[str, PyJWK]:
        async with asyncio.timeout(TIMEOUT_S):
            key_set = msgspec.json.decode(await self._download(), type=_KeySet)
        return usable_keys(key_set.keys)

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


def _cannot_check() -> IdentityProviderUnavailable:
    return IdentityProviderUnavailable("Tokens cannot be checked now; try again shortly.")
