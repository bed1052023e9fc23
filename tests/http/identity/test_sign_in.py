"""Sign-in with a bearer token: creating users, updating e-mail addresses, disabled accounts."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import func, select, update

from builders.core.http_clients import http_client
from builders.identity.tokens import JwksServer, SigningKey, a_token, ed25519_key, the_claims
from gifter_adapters.postgres.identity.tables import user_account
from gifter_app.asgi import create_app
from gifter_app.container import Container

SignIn = Callable[..., dict[str, str]]


async def me(client: httpx.AsyncClient, headers: dict[str, str]) -> dict[str, str]:
    answer = await client.get("/v1/me", headers=headers)
    assert answer.status_code == 200, answer.text
    body: dict[str, str] = answer.json()
    return body


async def set_status(container: Container, status: str) -> None:
    async with container.database().transaction() as connection:
        await connection.execute(update(user_account).values(status=status))


async def count_users(container: Container) -> int:
    async with container.database().reads() as connection:
        return int(await connection.scalar(select(func.count()).select_from(user_account)))


async def test_a_hundred_concurrent_first_requests_make_one_user(
    client: httpx.AsyncClient, container: Container, jwks_server: JwksServer, sign_in: SignIn
) -> None:
    headers = [sign_in("ada", email=f"ada+{n % 3}@example.com") for n in range(100)]

    answers = await asyncio.gather(*(me(client, each) for each in headers))

    assert len({answer["id"] for answer in answers}) == 1
    assert await count_users(container) == 1
    assert jwks_server.asked == 1


async def test_a_new_user_is_created_from_the_token(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    claims = {"email": "ada@example.com", "name": "Ada", "image": "https://cdn.example.com/a.png"}

    user = await me(client, sign_in("ada", **claims))

    assert user.pop("id")
    assert user == {
        "status": "ACTIVE",
        "authProvider": "BETTERAUTH",
        "authUserId": "ada",
        "email": "ada@example.com",
        "phone": None,
        "displayName": "Ada",
        "avatarUrl": "https://cdn.example.com/a.png",
        "timezone": "Europe/London",
        "language": "en",
        "defaultCurrency": "GBP",
        "createdAt": "2026-11-21T12:00:00Z",
        "updatedAt": "2026-11-21T12:00:00Z",
    }


async def test_the_email_follows_the_token_and_stays_if_the_token_has_none(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    first = await me(client, sign_in(email="old@example.com", name="Ada"))

    changed = await me(client, sign_in(email="new@example.com", name="Countess"))
    silent = await me(client, sign_in())

    assert changed == first | {"email": "new@example.com"}
    assert silent == changed


async def test_the_phone_is_taken_from_a_verified_claim_alone(
    client: httpx.AsyncClient, sign_in: SignIn
) -> None:
    number = {"phone_number": "+351 912 345 678"}
    unverified = await me(client, sign_in(**number, phone_number_verified=False))
    verified = await me(client, sign_in(**number, phone_number_verified=True))
    silent = await me(client, sign_in(phone_number="+44 1"))

    assert unverified["phone"] is None
    assert verified == unverified | {"phone": "+351 912 345 678"}
    assert silent == verified


async def test_email_verification_follows_the_token(
    client: httpx.AsyncClient, container: Container, sign_in: SignIn
) -> None:
    email = "ada@example.com"
    tokens: list[tuple[dict[str, str | bool], bool]] = [
        ({"email": email}, False),
        ({"email": email, "emailVerified": True}, True),
        ({}, True),
        ({"email": "new@example.com", "emailVerified": False}, False),
    ]

    for claims, verified in tokens:
        await me(client, sign_in(**claims))
        async with container.database().reads() as connection:
            assert await connection.scalar(select(user_account.c.email_verified)) is verified


async def test_one_email_may_belong_to_two_users(
    client: httpx.AsyncClient, container: Container, sign_in: SignIn
) -> None:
    first = await me(client, sign_in("bob", email="bob@example.com"))
    again = await me(client, sign_in("bob-again", email="bob@example.com"))

    assert first["id"] != again["id"]
    assert await count_users(container) == 2


async def test_invalid_token_claims_are_ignored(client: httpx.AsyncClient, sign_in: SignIn) -> None:
    odd = {"email": "x" * 5000, "name": "\0", "image": "javascript:alert(1)"}

    user = await me(client, sign_in("odd", **odd))

    assert [user["email"], user["displayName"], user["avatarUrl"]] == [None, None, None]


@pytest.mark.parametrize("status", ["DISABLED", "DELETED"])
async def test_a_disabled_or_deleted_account_is_refused_everywhere(
    client: httpx.AsyncClient,
    container: Container,
    ada: dict[str, str],
    sign_in: SignIn,
    status: str,
) -> None:
    await set_status(container, status)

    answers = [
        await client.get("/v1/me", headers=ada),
        await client.get("/v1/me", headers=sign_in("ada", email="new@example.com")),
        await client.patch("/v1/me", headers=ada, json={"displayName": "X"}),
        await client.get("/v1/products", headers=ada),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert {answer.json()["error"]["code"] for answer in answers} == {"account_disabled"}


@pytest.mark.parametrize("header", [None, "Bearer", "Bearer ", "Basic YTpi", "Bearer x"])
async def test_a_request_without_a_valid_token_is_a_401(
    client: httpx.AsyncClient, header: str | None
) -> None:
    for path in ("/v1/me", "/v1/products", "/v1/products/x", "/v1/brands"):
        answer = await client.get(path, headers={"Authorization": header} if header else {})

        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["error"]["code"] == "unauthenticated"
        assert answer.json()["error"]["details"] == {}


async def test_authentication_is_checked_before_the_body(client: httpx.AsyncClient) -> None:
    answer = await client.patch("/v1/me", json={"no": "such field"})

    assert answer.status_code == 401


async def test_two_tokens_in_one_request_are_refused(
    client: httpx.AsyncClient, ada: dict[str, str], sign_in: SignIn
) -> None:
    headers = [*ada.items(), *sign_in("eve").items()]

    assert (await client.get("/v1/me", headers=headers)).status_code == 401


async def test_the_bearer_scheme_is_case_insensitive(
    client: httpx.AsyncClient, ada: dict[str, str]
) -> None:
    headers = {"Authorization": ada["Authorization"].replace("Bearer", "bearer")}

    assert (await client.get("/v1/me", headers=headers)).status_code == 200


async def test_an_unreachable_key_set_is_a_503_and_not_a_401(
    client: httpx.AsyncClient, jwks_server: JwksServer, sign_in: SignIn
) -> None:
    jwks_server.status = 500

    answer = await client.get("/v1/me", headers=sign_in())

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    assert answer.json()["error"]["code"] == "identity_provider_unavailable"


async def test_a_new_key_during_an_outage_of_the_key_set_is_a_503_and_not_a_401(
    client: httpx.AsyncClient, jwks_server: JwksServer, ada: dict[str, str]
) -> None:
    assert (await client.get("/v1/me", headers=ada)).status_code == 200
    jwks_server.status = 500
    rotated = a_token(ed25519_key("rotated"), the_claims())

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {rotated}"})

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"


async def test_a_token_forged_with_a_known_key_id_makes_no_user(
    client: httpx.AsyncClient, container: Container, signing_key: SigningKey
) -> None:
    forged = a_token(ed25519_key(signing_key.kid), the_claims())

    answer = await client.get("/v1/me", headers={"Authorization": f"Bearer {forged}"})

    assert answer.status_code == 401
    assert await count_users(container) == 0


async def test_a_development_token_is_refused_in_production(container: Container) -> None:
    token = container.development_identity().mint("ada", lifetime=timedelta(hours=1))

    async with http_client(create_app(container)) as client:
        assert (await client.get("/dev/jwks.json")).status_code == 404
        refused = await client.get("/v1/me", headers={"Authorization": f"Bearer {token}"})
        assert refused.status_code == 401
