"""The key cache against a real HTTP server that is slow, away, empty or sends invalid keys."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from builders.identity.tokens import (
    JwksServer,
    SigningKey,
    ed25519_key,
    es256_key,
    rs256_key,
    serving_keys,
)
from gifter_adapters.betterauth.jwks import (
    FAILURE_PAUSE_S,
    FETCH_BURST,
    FETCH_EVERY_S,
    FRESH_S,
    MAX_BYTES,
    STALE_S,
    UNKNOWN_S,
    JwksCache,
    jwks_client,
)
from gifter_domain.identity.ports import IdentityProviderUnavailable

OLD, NEW = ed25519_key("old"), ed25519_key("new")


class Elapsed:
    """A clock that only the test moves."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@asynccontextmanager
async def a_cache(*keys: SigningKey) -> AsyncIterator[tuple[JwksCache, JwksServer, Elapsed]]:
    elapsed = Elapsed()
    async with serving_keys(*keys) as server, jwks_client() as http:
        yield JwksCache(server.url, http, elapsed), server, elapsed


async def knows(cache: JwksCache, key: SigningKey) -> bool:
    return await cache.key(key.kid) is not None


async def background_fetch(cache: JwksCache) -> None:
    """Waits for the fetch that a request started in the background."""
    if cache._fetch is not None:
        await cache._fetch


async def test_fifty_simultaneous_requests_fetch_the_keys_once() -> None:
    async with a_cache(OLD) as (cache, server, _):
        found = await asyncio.gather(*(knows(cache, OLD) for _ in range(50)))

        assert all(found)
        assert server.asked == 1


async def test_a_new_key_is_found_at_once() -> None:
    async with a_cache(OLD) as (cache, server, _):
        await cache.key(OLD.kid)
        server.entries.append(NEW.jwk)

        assert await knows(cache, NEW)
        assert await knows(cache, OLD)


async def test_an_unknown_id_fetches_once_in_thirty_seconds() -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        await cache.key(OLD.kid)

        await asyncio.gather(*(cache.key("made-up") for _ in range(10)))
        assert server.asked == 2

        elapsed.seconds += UNKNOWN_S - 0.1
        assert await cache.key("made-up") is None
        assert server.asked == 2

        elapsed.seconds += 0.1
        assert await cache.key("made-up") is None
        assert server.asked == 3


async def test_a_forged_id_does_not_delay_a_new_key() -> None:
    async with a_cache(OLD) as (cache, server, _):
        assert await cache.key("made-up") is None
        server.entries.append(NEW.jwk)

        assert await knows(cache, NEW)


async def test_a_flood_of_unknown_ids_spends_only_the_budget_and_is_not_refused() -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        for n in range(FETCH_BURST):
            assert await cache.key(f"made-up-{n}") is None
        with pytest.raises(IdentityProviderUnavailable):
            await cache.key(NEW.kid)
        assert server.asked == FETCH_BURST

        server.entries.append(NEW.jwk)
        elapsed.seconds += FETCH_EVERY_S
        assert await cache.key("made-up-again") is None
        assert await knows(cache, NEW)  # the forged id's fetch has brought it
        assert server.asked == FETCH_BURST + 1


async def test_a_key_published_during_a_fetch_is_found_by_another_fetch() -> None:
    async with a_cache(OLD) as (cache, server, _):
        await cache.key(OLD.kid)
        server.open.clear()
        server.was_asked.clear()
        early = asyncio.create_task(cache.key("made-up"))
        await server.was_asked.wait()
        late = asyncio.create_task(cache.key(NEW.kid))
        await asyncio.sleep(0)
        server.open.set()
        await early
        server.entries.append(NEW.jwk)

        assert await late is not None


async def test_an_old_set_is_refreshed_in_the_background() -> None:
    async with a_cache(OLD, NEW) as (cache, server, elapsed):
        await cache.key(OLD.kid)
        server.entries = [NEW.jwk]
        elapsed.seconds += FRESH_S
        server.open.clear()

        assert await knows(cache, OLD)  # although the server does not answer
        server.open.set()
        await background_fetch(cache)

        assert not await knows(cache, OLD)
        assert await knows(cache, NEW)


@pytest.mark.parametrize(
    "failure",
    [{"status": 500}, {"status": 302}, {"body": b"<html>"}, {"body": b"{}"}, {"body": b"[]"},
     {"body": b'{"keys": {}}'}, {"body": b"[" * 100_000}, {"body": b" " * (MAX_BYTES + 1)}],
    ids=["500", "redirect", "html", "no keys", "a list", "keys are no list", "nested", "too large"],
)  # fmt: skip
async def test_known_keys_stay_valid_for_a_day_of_an_outage(failure: dict[str, Any]) -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        await cache.key(OLD.kid)
        vars(server).update(failure)

        elapsed.seconds += STALE_S - 1
        assert await knows(cache, OLD)
        await background_fetch(cache)
        elapsed.seconds += 0.5
        with pytest.raises(IdentityProviderUnavailable):
            await cache.key(NEW.kid)

        elapsed.seconds += 0.5
        with pytest.raises(IdentityProviderUnavailable):
            await cache.key(OLD.kid)


async def test_during_an_outage_a_fetch_is_tried_once_in_thirty_seconds() -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        await cache.key(OLD.kid)
        server.status = 503
        elapsed.seconds += FRESH_S

        for _ in range(20):
            assert await knows(cache, OLD)
            await background_fetch(cache)

        assert server.asked == 2


async def test_without_keys_a_fetch_is_tried_again_after_a_second() -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        server.status = 503
        outcomes = await asyncio.gather(
            *(cache.key(OLD.kid) for _ in range(20)), return_exceptions=True
        )
        assert all(isinstance(outcome, IdentityProviderUnavailable) for outcome in outcomes)
        assert server.asked == 1

        server.status = 200
        elapsed.seconds += FAILURE_PAUSE_S
        assert await knows(cache, OLD)


async def test_the_first_key_is_found_after_an_empty_set() -> None:
    async with a_cache() as (cache, server, _):
        assert not await knows(cache, OLD)

        server.entries.append(OLD.jwk)
        assert await knows(cache, OLD)


async def test_an_empty_set_withdraws_no_key_for_a_day() -> None:
    async with a_cache(OLD) as (cache, server, elapsed):
        await cache.key(OLD.kid)
        server.entries.clear()

        elapsed.seconds += FRESH_S
        await cache.key(OLD.kid)
        await background_fetch(cache)
        assert await knows(cache, OLD)

        elapsed.seconds += STALE_S - FRESH_S
        assert not await knows(cache, OLD)


async def test_invalid_entries_beside_valid_keys_are_skipped() -> None:
    good = [OLD, es256_key(), rs256_key()]
    without_alg = {name: value for name, value in NEW.jwk.items() if name != "alg"}
    entries: list[Any] = [
        None,
        7,
        [],
        {},
        {"kid": "bare"},
        {**without_alg, "kid": 7},
        {**OLD.jwk, "kid": ""},
        {**OLD.jwk, "kid": "use", "use": "enc"},
        {**OLD.jwk, "kid": "ops", "key_ops": ["encrypt"]},
        {**OLD.jwk, "kid": "alg", "alg": "ES256"},
        {**OLD.jwk, "kid": "alg list", "alg": ["EdDSA"]},
        {**OLD.jwk, "kid": "future", "kty": "AKP", "alg": "ML-DSA-65"},
        {**OLD.jwk, "kid": "short", "x": "AAAA"},
        {**OLD.jwk, "kid": "no x", "x": None},
        {"kty": "oct", "kid": "secret", "k": "c2VjcmV0", "alg": "HS256"},
        {"kty": "RSA", "kid": "no n", "e": "AQAB", "alg": "RS256"},
        {"kty": "EC", "kid": "off the curve", "crv": "P-256", "x": "AQ", "y": "AQ"},
        *(key.jwk for key in good),
        {**NEW.jwk, "kid": OLD.kid},
    ]
    async with a_cache() as (cache, server, _):
        server.entries = [*entries, without_alg]

        kids = [entry["kid"] for entry in entries if isinstance(entry, dict) and "kid" in entry]
        found = {str(kid) for kid in kids if await cache.key(kid) is not None}

        assert found == {key.kid for key in good}
        first = await cache.key(OLD.kid)
        assert first is not None
        assert first._jwk_data["x"] == OLD.jwk["x"]
        assert await knows(cache, NEW)


async def test_a_cancelled_caller_does_not_cancel_the_fetch_of_others() -> None:
    async with a_cache(OLD) as (cache, server, _):
        server.open.clear()
        impatient = asyncio.create_task(cache.key(OLD.kid))
        patient = asyncio.create_task(cache.key(OLD.kid))
        await server.was_asked.wait()

        impatient.cancel()
        server.open.set()

        assert await patient is not None
        assert server.asked == 1
