"""The development identity provider, as `gifter dev` has it."""

from datetime import timedelta

import httpx

from gifter_adapters.betterauth.keys import usable_keys
from gifter_app.container import Container

HOUR = timedelta(hours=1)


async def test_its_token_signs_in(client: httpx.AsyncClient, container: Container) -> None:
    token = container.development_identity().mint(
        "ada", lifetime=HOUR, email="ada@example.com", name="Ada"
    )

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    assert answer.json()["authUserId"] == "ada"
    assert answer.json()["email"] == "ada@example.com"
    assert answer.json()["displayName"] == "Ada"


async def test_its_public_key_is_published_and_nothing_more(client: httpx.AsyncClient) -> None:
    entries = (await client.get("/dev/jwks.json")).json()["keys"]

    assert len(usable_keys(entries)) == 1
    assert set(entries[0]) == {"alg", "crv", "x", "kty", "kid"}
