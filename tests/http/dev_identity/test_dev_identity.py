"""The development identity provider that `gifter dev` uses."""

from datetime import timedelta

import httpx

from gifter_adapters.betterauth.keys import usable_keys
from gifter_app.container import Container

HOUR = timedelta(hours=1)


async def test_a_development_token_signs_in(
    client: httpx.AsyncClient, container: Container
) -> None:
    token = container.development_identity().mint(
        "ada", lifetime=HOUR, email="ada@example.com", name="Ada"
    )

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 200
    assert answer.json()["authUserId"] == "ada"
    assert answer.json()["email"] == "ada@example.com"
    assert answer.json()["displayName"] == "Ada"


async def test_only_the_public_part_of_the_key_is_published(client: httpx.AsyncClient) -> None:
    entries = (await client.get("/dev/jwks.json")).json()["keys"]

    assert len(usable_keys(entries)) == 1
    assert set(entries[0]) == {"alg", "crv", "x", "kty", "kid"}
