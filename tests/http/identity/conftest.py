"""Fixtures: the application with a BetterAuth stand-in, on a clock that stands still."""

from collections.abc import AsyncIterator, Callable

import httpx
import pytest

from builders.core.clocks import FixedClock
from builders.identity.tokens import (
    AUDIENCE,
    ISSUER,
    NOW,
    JwksServer,
    SigningKey,
    a_token,
    ed25519_key,
    serving_keys,
    the_claims,
)
from gifter_app.container import Container
from gifter_app.settings import BetterAuthSettings, Settings

SignIn = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def signing_key() -> SigningKey:
    return ed25519_key()


@pytest.fixture
async def jwks_server(signing_key: SigningKey) -> AsyncIterator[JwksServer]:
    async with serving_keys(signing_key) as server:
        yield server


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def container(container: Container, jwks_server: JwksServer, clock: FixedClock) -> Container:
    """Returns the services as `gifter serve` builds them: tokens come from BetterAuth."""
    betterauth = BetterAuthSettings(issuer=ISSUER, audience=AUDIENCE, jwks_url=jwks_server.url)
    container.settings.override(Settings(app=container.settings().app, betterauth=betterauth))
    container.development.override(False)
    container.clock.override(clock)
    return container


@pytest.fixture
def sign_in(signing_key: SigningKey) -> SignIn:
    """Returns a function that makes the headers of a request of user `sub`."""

    def headers(sub: str = "ada", **claims: object) -> dict[str, str]:
        return {"Authorization": f"Bearer {a_token(signing_key, the_claims(sub=sub, **claims))}"}

    return headers


@pytest.fixture
async def ada(client: httpx.AsyncClient, sign_in: SignIn) -> dict[str, str]:
    """Returns the headers of a signed-in user."""
    headers = sign_in("ada", email="ada@example.com", name="Ada")
    assert (await client.get("/v1/me", headers=headers)).status_code == 200
    return headers
